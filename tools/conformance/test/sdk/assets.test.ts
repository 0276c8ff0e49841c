/** Uploads and look-ups through the client, and every way to read outputs. */
import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { defineAsset } from "@aixplain-ts/platform"
import { describe, expect, it } from "vitest"
import { connect } from "../../src/connect.ts"
import { failureOf, reasonOf } from "../../src/failureOf.ts"
import { changed, shout, through } from "../../src/pipelines.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"
import { tone } from "../../src/tone.ts"

describe("a file", () => {
  it("is uploaded temporarily or permanently, with its type detected from the content, progress and checksum", async () => {
    const { aixplain, recorder } = await connect()
    const sent: number[] = []
    const temporary = await aixplain.files.upload(new Blob([tone() as BlobPart]), {
      name: "tone.bin",
      onProgress: (bytes) => sent.push(bytes)
    })
    expect(temporary).toMatchObject({ name: "tone.bin", type: "audio/wav", size: 1644 })
    expect(temporary.sha256).toBe(createHash("sha256").update(tone()).digest("hex"))
    expect([temporary.url, sent.at(-1)]).toEqual([expect.stringMatching(/^s3:\/\/[^/]+\/temp\//), 1644])
    const permanent = await aixplain.files.upload(new Blob(["text"]), {
      name: "a.txt",
      permanent: true,
      tags: ["a", "b"],
      license: "620ba3a83e2fa95c500b429d"
    })
    expect(permanent.url).toMatch(/^s3:\/\/[^/]+\/permanent\//)
    const asked = recorder.exchanges.find(({ url }) => url.endsWith("/upload-url"))
    expect(Object.fromEntries(new URLSearchParams(asked?.requestBody))).toMatchObject({
      tags: "a,b",
      originalName: "a.txt"
    })
  })

  it("is refused by the client above its limit and by the server above the server's limit, with the size", async () => {
    const { aixplain, recorder } = await connect({ limits: { upload: { other: 10 } } })
    const large = new Blob(["x".repeat(100)])
    const own = await failureOf(aixplain.files.upload(large, { name: "a.txt", limit: 50 }))
    expect([own.reason._tag, recorder.exchanges.length]).toEqual(["UploadRejected", 0])
    const theirs = await failureOf(aixplain.files.upload(large, { name: "a.txt" }))
    expect([theirs.reason._tag, theirs.message]).toEqual(["UploadRejected", expect.stringContaining("10 bytes")])
  })
})

describe("a look-up", () => {
  it("finds models, corpora and datasets, and fails with NotFound for unknown ones", async () => {
    const file = join(temporaryFolder(), "lines.csv")
    writeFileSync(file, "Line,Answer\none,eins\n")
    const { aixplain } = await connect({
      assets: [shout],
      corpora: [{ id: "corpus", name: "Corpus", file }],
      datasets: [{ id: "dataset", name: "Dataset", function: "translation", file, input: ["Line"], output: ["Answer"] }]
    })
    expect(await aixplain.models.get("shout")).toMatchObject({ id: "shout", function: "paraphrasing" })
    expect(await aixplain.models.get("local/sentiment-analysis")).toMatchObject({ function: "sentiment-analysis" })
    expect(await aixplain.corpora.get("corpus")).toMatchObject({ kind: "corpus", segmentsCount: 1 })
    expect(await aixplain.datasets.get("dataset")).toMatchObject({ kind: "dataset", function: "translation" })
    for (const kind of [aixplain.models, aixplain.corpora, aixplain.datasets])
      expect(await reasonOf(kind.get("nothing"))).toBe("NotFound")
  })
})

describe("an output", () => {
  const json = defineAsset({
    id: "json",
    function: "paraphrasing",
    run: ({ text }) => ({ data: `{"said":"${text}"}` })
  })
  const sound = defineAsset({
    id: "sound",
    function: "speech-synthesis",
    run: () => ({ data: { content: tone(), mediaType: "audio/wav" } })
  })
  const spoken = () => changed(through("sound", "Spoken"), { 1: { function: "speech-synthesis" } })

  it.each(["url", "inline"] as const)("is read in the same way if it is sent as %s", async (textOutputs) => {
    const { aixplain } = await connect({ assets: [json], textOutputs })
    const result = await (await aixplain.pipelines.create(through("json"))).run("hello")
    const output = result.output("Out")
    expect(output.segments[0]?.isUrl).toBe(textOutputs === "url")
    expect([await output.text(), await output.json()]).toEqual(['{"said":"hello"}', { said: "hello" }])
    expect(new TextDecoder().decode(await output.bytes())).toBe('{"said":"hello"}')
    expect(await new Response(output.stream()).text()).toBe('{"said":"hello"}')
    const path = join(temporaryFolder(), "out.json")
    expect(await output.saveTo(path)).toEqual([path])
    expect(readFileSync(path, "utf8")).toBe('{"said":"hello"}')
  })

  it("that is media stays a URL until its bytes are read", async () => {
    const { aixplain, recorder } = await connect({ assets: [sound] })
    const result = await (await aixplain.pipelines.create(spoken())).run("hello")
    const output = result.output("Out")
    expect(output.type).toBe("audio")
    expect(recorder.asked.filter((line) => line.startsWith("GET /files/"))).toEqual([])
    expect(await output.values()).toMatchObject([{ value: { url: expect.any(String), type: "audio" } }])
    expect(await output.bytes()).toEqual(tone())
  })

  it("of several segments is one text, a list as JSON and as values, and numbered files", async () => {
    const { aixplain } = await connect({ assets: [json] })
    const result = await (await aixplain.pipelines.create(through("json"))).run(["a", "b"])
    const output = result.output("Out")
    expect(await output.text()).toBe('{"said":"a"}\n{"said":"b"}')
    expect(await output.json()).toEqual([{ said: "a" }, { said: "b" }])
    expect((await failureOf(output.bytes())).message).toContain("segments")
    const folder = temporaryFolder()
    expect(await output.saveTo(join(folder, "out.json"))).toEqual([
      join(folder, "out-0.json"),
      join(folder, "out-1.json")
    ])
  })

  it("with an unknown label is an error that lists the labels", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const result = await (await aixplain.pipelines.create(through("shout"))).run("a")
    expect(() => result.output("Outt")).toThrow(/Outt.*Out/)
  })

  it("is not fetched before it is read", async () => {
    const { aixplain, recorder } = await connect({ assets: [shout] })
    await (await aixplain.pipelines.create(through("shout"))).run(["a", "b"])
    expect(recorder.asked.filter((line) => line.includes("/files/"))).toEqual([])
  })
})
