import { catalogue, findFunction } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"
import listed from "./fixtures/functions.json" with { type: "json" }

describe("the catalogue", () => {
  it("holds exactly the functions of the published list, with every input, output and mark", () => {
    const ours = Object.values(catalogue).map((fn) => ({
      id: fn?.id,
      name: fn?.name,
      kind: fn?.kind,
      inputs: Object.values(fn?.inputs ?? {}).map((input) => ({
        code: input.code,
        dataType: input.dataType,
        required: input.required,
        fixed: input.fixed || undefined,
        multiple: input.multiple || undefined,
        default: input.default === undefined ? undefined : [input.default]
      })),
      outputs: Object.values(fn?.outputs ?? {})
    }))
    const byId = (all: ReadonlyArray<{ id?: string | undefined }>) =>
      Object.fromEntries(all.map((one) => [one.id, one]))
    expect(ours).toHaveLength(127)
    expect(byId(ours)).toEqual(byId(listed))
  })

  it("gives each function by its id and by its method name", () => {
    expect(findFunction("speech-recognition")).toBe(catalogue["speech-recognition"])
    expect(findFunction("speechRecognition")).toBe(catalogue["speech-recognition"])
    for (const fn of Object.values(catalogue)) expect(findFunction(fn?.method ?? "")).toBe(fn)
  })

  it("keeps the wire's odd spellings and derives method names from them", () => {
    expect(findFunction("textSegmenation")?.id).toBe("text-segmenation")
    expect(findFunction("otherMultipurpose")?.id).toBe("other-(multipurpose)")
    expect(findFunction("imageImpainting")?.id).toBe("image-impainting")
  })

  it("does not take names of the object prototype for functions or parameters", () => {
    expect(catalogue["constructor"]).toBeUndefined()
    expect(findFunction("toString")).toBeUndefined()
    expect(catalogue["translation"].inputs["constructor"]).toBeUndefined()
  })

  it("cannot be changed by those who read it", () => {
    expect(() => Object.assign(catalogue["translation"].inputs, { text: {} })).toThrow(TypeError)
  })
})
