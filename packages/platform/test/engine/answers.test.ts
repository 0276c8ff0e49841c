/** What an ended run answers: values to the last character, what stood between pieces, and no work for each check. */
import * as fc from "fast-check"
import type { OutputData, Segment } from "@aixplain-ts/api-types"
import { afterEach, describe, expect, it, vi } from "vitest"
import type { AssetDefinition } from "../../src/assets/AssetDefinition.ts"
import { asset, cleanUp, failing, input, type Kit, output, outputs, pipeline, startKit, upper } from "./harness.ts"

afterEach(cleanUp)

const echo = pipeline([input(), output()], ["0.input > 1.output"])

const segmentsOf = (answer: { readonly data?: unknown }, label = "Out"): readonly Segment[] =>
  (answer.data as OutputData[]).find((one) => one.label === label)?.segments ?? []

const joined = (segments: readonly Segment[]): string =>
  segments.map(({ response, separator }) => `${String(response)}${separator ?? ""}`).join("")

describe("the separators of a long text", () => {
  it.each([
    ["words", "the quick brown fox jumps over the lazy dog and runs on and on ".repeat(40).trim()],
    ["CRLF lines", "line\r\n".repeat(700)],
    ["words as long as a piece, a line each", `${"x".repeat(1500)}\n`.repeat(3)],
    ["joined emoji", "👨‍👩‍👧‍👦".repeat(500)],
    ["blank lines at the end", `${"a sentence. ".repeat(300)}\n\n\n`],
    ["spaces only", " ".repeat(4000)]
  ])("join it as it was: %s", async (_, text) => {
    const kit = await startKit()
    const segments = segmentsOf(await kit.run(echo, { Text: [text] }))
    expect(joined(segments)).toBe(text)
    for (const segment of segments) expect(segment.separator).toBeDefined()
  })

  it("join random texts as they were, each instance by itself", async () => {
    const kit = await startKit({ limits: { textLimit: 20 } })
    const text = fc.array(fc.constantFrom("a", "bc", " ", ". ", "\n", "\r\n", "👍🏽", "\u0001", "\u0000\u0001", '"\\'), {
      minLength: 21,
      maxLength: 80
    })
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 3 }), async (parts) => {
        const texts = parts.map((list) => list.join(""))
        const segments = segmentsOf(await kit.run(echo, { Text: texts }))
        expect(joined(segments)).toBe(texts.join(""))
      }),
      { numRuns: 60 }
    )
  })

  it("go with what assets made of the pieces; what failed has its own, too", async () => {
    const kit = await startKit({ own: [upper, failing] })
    const document = pipeline(
      [input(), asset("split-on-linebreak"), asset("paraphrasing"), output()],
      ["0.input > 1.text", "1.data > 2.text", "2.data > 3.output"]
    )
    const segments = segmentsOf(await kit.run(document, { Text: ["one\nbad\n\nthree\n", "four"] }))
    expect(segments.map(({ response, separator }) => [response, separator])).toEqual([
      ["one", "\n"],
      [undefined, "\n\n"],
      ["three", "\n"],
      ["four", ""]
    ])
  })

  it("end an instance that was cut twice with all that followed it", async () => {
    const kit = await startKit({ limits: { textLimit: 10 } })
    const document = pipeline(
      [input(), asset("split-on-linebreak"), output()],
      ["0.input > 1.text", "1.data > 2.output"]
    )
    const text = "one\ntwo\nthree\nfour\n\nfive"
    const segments = segmentsOf(await kit.run(document, { Text: [text] }))
    expect(segments.map(({ response }) => response)).toEqual(["one", "two", "three", "four", "five"])
    expect(joined(segments)).toBe(text)
  })

  it("are absent where nothing was cut", async () => {
    const kit = await startKit()
    const segments = segmentsOf(await kit.run(echo, { Text: ["one", "two"] }))
    expect(segments.map((segment) => "separator" in segment)).toEqual([false, false])
  })
})

describe("a value", () => {
  it.each(["\u0001", "\u0000\u0001", "\u0000\u0001/files/x", "\\u0001", '"\u0001', "server\u0001/files/outputs"])(
    "that holds characters of the journal's own comes back as it went in: %j",
    async (text) => {
      const kit = await startKit({ textOutputs: "inline" })
      expect(outputs(await kit.run(echo, { Text: [text] }))).toEqual({ Out: [text] })
      const [segment] = segmentsOf(await kit.run(echo, { Text: [text] }))
      expect(segment?.input_segment_info?.[0]?.segment).toBe(text)
    }
  )

  it("that is a file, or the address of a text, gets the server's present origin", async () => {
    const made: AssetDefinition = {
      id: "made",
      function: "text-normalization",
      run: () => ({ data: { content: new Uint8Array([1]), mediaType: "audio/wav" } })
    }
    const kit = await startKit({ own: [made], textOutputs: "url", baseUrl: () => 'http://odd"host' })
    const document = pipeline(
      [input(), asset("text-normalization"), output(), output("Same")],
      ["0.input > 1.text", "1.data > 2.output", "0.input > 3.output"]
    )
    const answer = await kit.run(document, { Text: ["a"] })
    expect(segmentsOf(answer)[0]?.response).toMatch(/^http:\/\/odd"host\/files\/\d+$/u)
    expect(segmentsOf(answer, "Same")[0]?.response).toMatch(/^http:\/\/odd"host\/files\/outputs\/[\w-]+\/\w+\/1\.txt$/u)
  })

  it("that was cut from a file has its length in the unit of its start and end", async () => {
    const cutting: AssetDefinition = {
      id: "cutting",
      function: "speaker-diarization-audio",
      run: () => ({ pieces: [{ outputs: { data: "speaker one" }, start: 1.5, end: 4 }] })
    }
    const kit = await startKit({ own: [cutting, upper] })
    const document = pipeline(
      [input(), asset("speaker-diarization-audio"), asset("text-normalization"), output()],
      ["0.input > 1.source_audio", "1.data > 2.text", "2.data > 3.output"]
    )
    const [segment] = segmentsOf(await kit.run(document, { Text: ["a"] }))
    expect(segment?.input_segment_info?.[0]).toMatchObject({ start: 1.5, end: 4, length: 2.5 })
  })
})

describe("a check of an ended run", () => {
  const many = async (count: number): Promise<{ readonly kit: Kit; readonly id: string }> => {
    const kit = await startKit({ own: [failing] })
    const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])
    const texts = Array.from({ length: count }, (_, n) => (n % 10 === 3 ? `bad ${n}` : `text ${n}`))
    const id = await kit.submit(document, { Text: texts })
    await kit.end(id)
    return { kit, id }
  }

  it("counts segments without reading the answer, and hands its parts on as they are kept", async () => {
    const { kit, id } = await many(1200)
    const parse = vi.spyOn(JSON, "parse")
    const stringify = vi.spyOn(JSON, "stringify")
    try {
      const checked = (await kit.engine.check("team", id))!
      expect([checked.numofsegments, checked.numoffailedsegments]).toEqual([1200, 120])
      expect(parse).not.toHaveBeenCalled()
      // The origin is written as JSON; nothing that grows with the answer is.
      for (const [value] of stringify.mock.calls) expect(value).toBe("http://server")
      const kept = kit.database.sql.prepare("select body from answers order by n").all() as { body: string }[]
      expect(checked.parts).toEqual(["[", ...kept.map(({ body }) => body), "]"])
    } finally {
      parse.mockRestore()
      stringify.mockRestore()
    }
  })

  it("has the same numbers as its segments", async () => {
    const { kit, id } = await many(30)
    const answer = await kit.end(id)
    const segments = segmentsOf(answer)
    expect([answer.numofsegments, answer.numoffailedsegments]).toEqual([
      segments.length,
      segments.filter((segment) => !segment.success).length
    ])
  })
})

describe("an output in pages", () => {
  const read = async (kit: Kit, id: string, node: number, limit: number) => {
    const items = []
    const sizes: number[] = []
    let page: string | undefined
    do {
      const found = await kit.engine.outputs("team", id, node, page === undefined ? { limit } : { limit, page })
      if (found?._tag !== "Page") throw new Error(String(found?._tag))
      items.push(...found.page.items)
      sizes.push(found.page.items.length)
      expect(found.page.total).toBeGreaterThanOrEqual(items.length)
      page = found.page.next ?? undefined
    } while (page !== undefined)
    return { items, sizes }
  }

  it.each([["url"], ["inline"]] as const)(
    "has its texts as values, in the order of the answer (%s)",
    async (textOutputs) => {
      const kit = await startKit({ own: [failing], textOutputs })
      const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])
      const texts = Array.from({ length: 1700 }, (_, n) => (n === 1234 ? "bad" : `text ${n}`))
      const id = await kit.submit(document, { Text: texts })
      await kit.end(id)
      for (const limit of [1000, 700, 500]) {
        const { items, sizes } = await read(kit, id, 2, limit)
        expect(sizes.length).toBe(Math.ceil(1700 / limit))
        expect(items.map((item) => item.index)).toEqual(texts.map((_, index) => index))
        expect(items.map((item) => item.value)).toEqual(texts.map((text) => (text === "bad" ? undefined : text)))
        expect(items[1234]).toMatchObject({ success: false, error: 'N1: It does not like "bad".' })
      }
    }
  )

  it("ends a page above 4 MiB of text, and gives the address of a single text that is larger", async () => {
    const kit = await startKit({ textOutputs: "url", limits: { textLimit: 1e9 } })
    const size = 1_500_000
    const texts = ["a".repeat(size), "b".repeat(size), "c".repeat(size), "d".repeat(5_000_000), "e"]
    const id = await kit.submit(echo, { Text: texts })
    await kit.end(id)
    const { items, sizes } = await read(kit, id, 1, 1000)
    expect(sizes).toEqual([2, 3])
    expect(items.map((item) => JSON.stringify(item.value ?? item.url).slice(1, 8))).toEqual([
      "aaaaaaa",
      "bbbbbbb",
      "ccccccc",
      "http://",
      'e"'
    ])
  })

  it("tells apart a run that is not over, an output that nothing reached, and another team's run", async () => {
    const endless: AssetDefinition = { id: "e", function: "paraphrasing", run: () => new Promise(() => {}) }
    const kit = await startKit({ own: [endless] })
    const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])
    const running = await kit.submit(document, { Text: ["a"] })
    expect(await kit.engine.outputs("team", running, 2, { limit: 9 })).toEqual({ _tag: "Running" })
    const ended = await kit.submit(echo, { Text: ["a"] })
    await kit.end(ended)
    expect(await kit.engine.outputs("team", ended, 7, { limit: 9 })).toEqual({ _tag: "NotReached" })
    expect(await kit.engine.outputs("team", ended, 0, { limit: 9 })).toEqual({ _tag: "NotReached" })
    expect(await kit.engine.outputs("other", ended, 1, { limit: 9 })).toBe(undefined)
  })
})
