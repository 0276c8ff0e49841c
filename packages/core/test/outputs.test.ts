import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Output, RunResult } from "@aixplain-ts/core/Outputs"
import { Runs } from "@aixplain-ts/core/Runs"
import { json, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { client, type Handle, key, reset } from "./support/client.ts"

const segment = (index: number, facts: Record<string, unknown>) => ({
  index,
  success: true,
  output_type: "text",
  ...facts
})
const answer = (segments: unknown[], label = "Out", more: Record<string, unknown> = {}) => ({
  status: "SUCCESS",
  completed: true,
  data: [{ node_id: 4, label, segments }],
  ...more
})

/** A finished run, files behind `/files/…`, and what is done with its output "Out". */
const reading = (body: unknown, files: Handle = () => new Response("from a file")) => {
  const c = client((request, index, time) =>
    request.path.includes("/check/")
      ? json(body, { headers: { "aixplain-extensions": "files" } })
      : files(request, index, time)
  )
  const result = Effect.flatMap(Runs, (runs) => runs.check("r1"))
  return {
    ...c,
    result: () => c.run(result),
    read: <A>(use: (output: Output, result: RunResult) => Effect.Effect<A, any>) =>
      c.run(Effect.flatMap(result, (found) => use(found.output("Out"), found))),
    refusal: (use: (output: Output) => Effect.Effect<unknown, any>) =>
      c.reason(Effect.flatMap(result, (found) => use(found.output("Out"))))
  }
}

const url = "http://memory.test/files/a.txt"

describe("labels that objects have by themselves", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "name outputs like any other: %s",
    async (label) => {
      const { result } = reading(answer([segment(0, { response: "text" })], label))
      const found = await result()
      expect(Object.keys(found.outputs)).toEqual([label])
      expect(await Effect.runPromise(found.output(label).text())).toBe("text")
    }
  )
})

describe("one segment", () => {
  it("is read the same whether it is inline or behind a URL, and not before it is asked for", async () => {
    const inline = reading(answer([segment(0, { response: "from a file", is_url: false })]))
    const linked = reading(answer([segment(0, { response: url, is_url: true })]))
    expect(await inline.read((output) => output.text())).toBe("from a file")
    expect(inline.requests).toHaveLength(1)
    await linked.result()
    expect(linked.requests).toHaveLength(1)
    expect(await linked.read((output) => output.text())).toBe("from a file")
    expect(new TextDecoder().decode(await linked.read((output) => output.bytes()))).toBe("from a file")
    expect(await linked.read((output) => Stream.mkString(Stream.decodeText(output.stream())))).toBe("from a file")
  })

  it("is fetched without the key, also from the configured origin", async () => {
    const linked = reading(answer([segment(0, { response: url })]))
    await linked.read((output) => output.text())
    const fetched = linked.requests.at(-1)
    expect(JSON.stringify([...(fetched?.headers ?? [])])).not.toContain(key)
  })

  it("is JSON when it holds JSON, and a Decode failure when not", async () => {
    expect(await reading(answer([segment(0, { response: '{"a": [1]}' })])).read((output) => output.json())).toEqual({
      a: [1]
    })
    expect(await reading(answer([segment(0, { response: { a: 1 } })])).read((output) => output.json())).toEqual({
      a: 1
    })
    expect(await reading(answer([segment(0, { response: "no" })])).refusal((output) => output.json())).toMatchObject({
      _tag: "Decode",
      message: 'Output "Out" is not JSON.',
      hint: "Use text() or bytes() to read it as it is."
    })
  })

  it("may be a number or a structure inline", async () => {
    expect(await reading(answer([segment(0, { response: 12 })])).read((output) => output.text())).toBe("12")
    expect(await reading(answer([segment(0, { response: { a: 1 } })])).read((output) => output.text())).toBe('{"a":1}')
  })

  it("may be a data URL", async () => {
    const data = reading(answer([segment(0, { response: "data:text/plain;base64,SG9sYQ==", is_url: true })]))
    expect(await data.read((output) => output.text())).toBe("Hola")
    expect(data.requests).toHaveLength(1)
  })

  it("may be a stored file that the server resolves, where it says that it does", async () => {
    const stored = reading(answer([segment(0, { response: "s3://127/temp/a b.txt", is_url: true })]))
    await stored.read((output) => output.text())
    expect(stored.requests.at(-1)?.url.href).toBe("http://memory.test/files/temp/a%20b.txt")
    const elsewhere = client(() => json(answer([segment(0, { response: "s3://127/temp/a.txt" })])))
    const reason = await elsewhere.reason(
      Effect.flatMap(
        Effect.flatMap(Runs, (runs) => runs.check("r1")),
        (result) => result.output("Out").text()
      )
    )
    expect(reason).toMatchObject({
      _tag: "NotSupported",
      message: "This server does not support reading s3:// references."
    })
  })

  it("is fetched again after passing trouble, and NotFound when its link has expired", async () => {
    let tries = 0
    const shaky = reading(answer([segment(0, { response: url })]), () =>
      tries++ === 0 ? Promise.reject(reset()) : new Response("ok")
    )
    expect(await shaky.read((output) => output.text())).toBe("ok")
    const gone = reading(answer([segment(0, { response: url })]), () => new Response("<Error/>", { status: 404 }))
    expect((await gone.refusal((output) => output.text())).message).toBe(
      "Output file (the link may have expired) not found."
    )
  })

  it("that stalls while it is read is a Timeout", async () => {
    const stalled = reading(
      answer([segment(0, { response: url })]),
      () => new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array([65])) }))
    )
    expect(await stalled.refusal((output) => Stream.runDrain(output.stream()))).toMatchObject({
      _tag: "Timeout",
      message: "The download stalled: no data for 30 s."
    })
  })
})

describe("several segments", () => {
  const several = answer([
    segment(0, { response: "one" }),
    { index: 1, success: false, error: "too loud" },
    segment(2, { response: "three" })
  ])

  it("are joined by newlines as text, and what failed is at hand", async () => {
    const c = reading(several)
    expect(await c.read((output) => output.text())).toBe("one\nthree")
    expect((await c.result()).output("Out").failed.map((one) => one.error)).toEqual(["too loud"])
  })

  it("are a list as JSON", async () => {
    expect(
      await reading(answer([segment(0, { response: "1" }), segment(1, { response: "[2]" })])).read((output) =>
        output.json()
      )
    ).toEqual([1, [2]])
  })

  it("are values in order, with the failures in their places", async () => {
    expect(await reading(several).read((output) => output.values())).toEqual([
      { index: 0, success: true, value: "one" },
      { index: 1, success: false, error: "too loud" },
      { index: 2, success: true, value: "three" }
    ])
  })

  it("cannot be one stream or one buffer, and the sentence says what can", async () => {
    expect((await reading(several).refusal((output) => output.bytes())).message).toBe(
      'Output "Out" has 3 segments, and this reads one.'
    )
    expect(await reading(several).refusal((output) => Stream.runDrain(output.stream()))).toMatchObject({
      _tag: "InvalidInput"
    })
  })
})

describe("no successful segment", () => {
  const none = answer([{ index: 0, success: false, error: "no voice" }])

  it("is RunFailed with the reasons for every reader", async () => {
    for (const use of [
      (o: Output) => o.text(),
      (o: Output) => o.json(),
      (o: Output) => o.bytes(),
      (o: Output) => o.saveTo("x")
    ] as const) {
      const reason = await reading(none).refusal(use)
      expect(reason).toMatchObject({
        _tag: "RunFailed",
        message: 'Output "Out" has no successful segment: no voice',
        runRef: { id: "r1" }
      })
    }
  })

  it("is a list of failures as values", async () => {
    expect(await reading(none).read((output) => output.values())).toEqual([
      { index: 0, success: false, error: "no voice" }
    ])
  })
})

describe("values", () => {
  it.each([
    ["text", url, "from a file"],
    ["label", "POSITIVE", "POSITIVE"],
    ["number", "4.5", 4.5],
    ["integer", 4, 4],
    ["float", "no number", "no number"],
    ["boolean", "True", true],
    ["audio", url, { url, type: "audio" }],
    ["embedding", [1, 2], [1, 2]],
    [undefined, url, { url, type: "" }],
    [undefined, "plain", "plain"]
  ])("of type %s are what one means by them", async (type, response, value) => {
    const c = reading(answer([segment(0, { response, output_type: type })]))
    expect(await c.read((output) => output.values())).toEqual([{ index: 0, success: true, value }])
  })
})

describe("outputs by label", () => {
  it("names the existing labels if none matches", async () => {
    const result = await reading(succeeded({ Mood: "x", Notes: "y" })).result()
    expect(() => result.output("mood")).toThrow('Output not found: "mood". The run has "Mood", "Notes".')
    expect(() => result.output("constructor")).toThrow(AixplainError)
  })

  it("keeps the first by node number of two with one label, and has both in wire order", async () => {
    const data = [5, 3].map((node_id) => ({
      node_id,
      label: "Out",
      segments: [segment(0, { response: `from ${node_id}` })]
    }))
    const result = await reading({ status: "SUCCESS", data }).result()
    expect(result.outputs["Out"]?.nodeId).toBe(3)
    expect(result.data.map((output) => output.nodeId)).toEqual([5, 3])
    expect(result.outputOf(5)?.segments[0]?.value).toBe("from 5")
  })
})

describe("saving", () => {
  let folder = ""
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "core-outputs-"))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it("writes one segment under the name that was given", async () => {
    const path = join(folder, "a.txt")
    expect(await reading(answer([segment(0, { response: url })])).read((output) => output.saveTo(path))).toEqual([path])
    expect(await readFile(path, "utf8")).toBe("from a file")
  })

  it("numbers several before the extension", async () => {
    const paths = await reading(answer([segment(0, { response: "one" }), segment(1, { response: "two" })])).read(
      (output) => output.saveTo(join(folder, "talk.part.txt"))
    )
    expect(paths.map((path) => path.slice(folder.length + 1))).toEqual(["talk.part-0.txt", "talk.part-1.txt"])
    expect(await readFile(paths[1] ?? "", "utf8")).toBe("two")
  })

  it("leaves nothing behind when the download fails", async () => {
    const broken = reading(answer([segment(0, { response: url })]), () => {
      let sent = false
      return new Response(
        new ReadableStream({
          pull: (body) => {
            if (sent) return body.error(reset())
            sent = true
            body.enqueue(new Uint8Array(1_000))
          }
        })
      )
    })
    expect((await broken.refusal((output) => output.saveTo(join(folder, "a.bin"))))._tag).toBe("Transport")
    expect(await readdir(folder)).toEqual([])
  })

  it("says why a file cannot be written", async () => {
    const reason = await reading(answer([segment(0, { response: "x" })])).refusal((output) =>
      output.saveTo(join(folder, "none", "a.txt"))
    )
    expect(reason.message).toBe(`Cannot write ${join(folder, "none", "a.txt")}: its folder does not exist (ENOENT).`)
    expect(reason.hint).toBe("Create the folder first.")
  })
})
