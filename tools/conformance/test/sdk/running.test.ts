/** `run`, `runAsync` and `poll` with every form of input and every option, on the platform. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { file, Pipeline, type RunEvent } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { connect } from "../../src/connect.ts"
import { failureOf, reasonOf } from "../../src/failureOf.ts"
import { gated, inputless, pair, picky, shout, through, unsupported } from "../../src/pipelines.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

const assets = [shout, picky]

describe("an input", () => {
  it.each<[string, unknown, readonly unknown[]]>([
    ["a text", "hello", ["HELLO"]],
    ["a text by label", { Text: "hello" }, ["HELLO"]],
    ["a list: one instance per item", ["a", "b", "c"], ["A", "B", "C"]],
    ["a list by label", { Text: ["a", "b"] }, ["A", "B"]],
    ["text that looks like something else", "true", ["TRUE"]],
    ["text that looks like JSON", '["a","b"]', ['["A","B"]']],
    ["a number", 12, ["12"]]
  ])("may be %s", async (_, data, expected) => {
    const { aixplain } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const result = await pipeline.run(data as string)
    expect((await result.output("Out").values()).map((one) => one.success && one.value)).toEqual(expected)
  })

  it("may be several by label, with single values combined with each item of a list", async () => {
    const { aixplain } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(pair("shout"))
    const { outputs } = await pipeline.run({ First: ["a", "b"], Second: "x" })
    expect([await outputs["One"]?.text(), await outputs["Two"]?.text()]).toEqual(["A\nB", "X\nX"])
  })

  it("may be a file from disk, from memory or from a stream, at any position", async () => {
    const { aixplain } = await connect({ assets })
    const path = join(temporaryFolder(), "note.txt")
    writeFileSync(path, "from disk")
    const one = await aixplain.pipelines.create(through("shout"))
    const two = await aixplain.pipelines.create(pair("shout"))
    expect(await (await one.run(file(path))).output("Out").text()).toBe("FROM DISK")
    const { outputs } = await two.run({
      First: file(new Blob(["from memory"]), { name: "memory.txt" }),
      Second: [file(new Blob(["from a stream"]).stream(), { name: "stream.txt" })]
    })
    expect([await outputs["One"]?.text(), await outputs["Two"]?.text()]).toEqual(["FROM MEMORY", "FROM A STREAM"])
  })

  it("may be a URL", async () => {
    const { aixplain } = await connect({ assets })
    const { downloadUrl = "" } = await aixplain.files.upload(new Blob(["far away"]), { name: "a.txt" })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    expect(await (await pipeline.run(downloadUrl)).output("Out").text()).toBe("FAR AWAY")
  })

  it("may be a column of a corpus or dataset, by label too", async () => {
    const table = join(temporaryFolder(), "lines.csv")
    writeFileSync(table, "Line,Answer\none,eins\ntwo,zwei\n")
    const { aixplain } = await connect({
      assets,
      corpora: [{ id: "corpus", name: "Corpus", file: table }],
      datasets: [
        { id: "dataset", name: "Dataset", function: "translation", file: table, input: ["Line"], output: ["Answer"] }
      ]
    })
    const corpus = await aixplain.corpora.get("corpus")
    const dataset = await aixplain.datasets.get("dataset")
    const one = await aixplain.pipelines.create(through("shout"))
    const lines = await one.run(corpus.data[0]?.id ?? "", { dataAsset: corpus.id })
    expect(await lines.output("Out").text()).toBe("ONE\nTWO")
    const two = await aixplain.pipelines.create(pair("shout"))
    const { outputs } = await two.run(
      { First: dataset.input[0] ?? "", Second: dataset.output[0] ?? "" },
      { dataAsset: { First: dataset.id, Second: dataset.id } }
    )
    expect([await outputs["One"]?.text(), await outputs["Two"]?.text()]).toEqual(["ONE\nTWO", "EINS\nZWEI"])
    expect(await reasonOf(one.run("nothing", { dataAsset: corpus.id }))).toBe("InvalidInput")
    expect(await reasonOf(one.run("nothing", { dataAsset: "0123456789abcdef01234567" }))).toBe("NotFound")
  })
})

describe("the options of a run", () => {
  it("are sent in the body as documented", async () => {
    const { aixplain, recorder } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    await pipeline.run("a")
    await pipeline.run({ Text: "a" }, { batchMode: false, version: "3.0", parameters: { team: 246 }, name: "nightly" })
    await pipeline.runAsync("a", { version: "2.0" })
    expect(recorder.sent("runPipeline")).toEqual([
      { data: "a", batchmode: true, version: null },
      { data: [{ value: "a", nodeId: "Text" }], batchmode: false, version: "3.0", team: 246 },
      { data: "a", batchmode: true, version: "2.0" }
    ])
  })

  it("may choose the Python schedule by name or by a first wait, or a custom schedule", async () => {
    const { aixplain, recorder } = await connect({ assets, extensions: false })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const asked: number[] = []
    await pipeline.run("a", { schedule: "python" })
    await pipeline.run("a", { waitTime: "10 ms" })
    await pipeline.run("a", { schedule: ({ attempt }) => asked.push(attempt) })
    expect(asked[0]).toBe(0)
    expect(recorder.asked.filter((line) => line.includes("/check/")).length).toBeGreaterThanOrEqual(3)
  })

  it("may receive every event, from the submission to the end", async () => {
    const { asset, open } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    const events: RunEvent[] = []
    await pipeline.run("a", {
      onEvent(event) {
        events.push(event)
        if (event.type === "run.state") open()
      }
    })
    expect(events[0]?.type).toBe("run.submitted")
    expect(events.at(-1)).toMatchObject({ type: "run.finished", status: "SUCCESS", phase: "succeeded" })
    expect(events.map(({ type }) => type)).toContain("node.finished")
  })

  it("may set a deadline, after which the run continues or is cancelled", async () => {
    const { asset } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    const detached = await failureOf(pipeline.run("a", { timeout: "2 seconds" }))
    expect([detached.reason._tag, detached.runRef?.pipeline]).toEqual(["DeadlineExceeded", pipeline.id])
    expect((await pipeline.poll(detached.runRef ?? "")).status).toBe("IN_PROGRESS")
    const cancelled = await failureOf(pipeline.run("a", { timeout: "2 seconds", onTimeout: "cancel" }))
    expect(cancelled.reason._tag).toBe("DeadlineExceeded")
    const run = await aixplain.runs.resume(cancelled.runRef ?? "")
    expect(await reasonOf(run.result())).toBe("RunCancelled")
    await aixplain.runs.cancel(detached.runRef ?? "")
  })

  it("may abort the call with a signal, with its reason", async () => {
    const { asset, started } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    const stop = new AbortController()
    const running = pipeline.run("a", { signal: stop.signal })
    await started
    stop.abort("enough")
    await expect(running).rejects.toBe("enough")
  })

  it("may request the server's dictionary in version 1, also for a failed run", async () => {
    const { aixplain } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("picky"))
    expect(await pipeline.run("good", { responseVersion: "v1" })).toMatchObject({ status: "SUCCESS", completed: true })
    expect(await pipeline.run("bad", { responseVersion: "v1" })).toMatchObject({
      status: "FAILED",
      error: expect.stringContaining("is not for me")
    })
    const started = await pipeline.runAsync("good", { responseVersion: "v1" })
    // Exactly the server's answer, including members that this client does not read.
    expect(started).toEqual({
      status: "IN_PROGRESS",
      url: expect.stringContaining("/check/"),
      batchMode: true,
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/)
    })
    expect(await pipeline.poll(String(started["url"]), { responseVersion: "v1" })).toHaveProperty("completed")
  })
})

describe("a run that cannot succeed", () => {
  it("is an error that names the problem", async () => {
    const { aixplain } = await connect({ assets })
    const one = await aixplain.pipelines.create(through("shout"))
    const two = await aixplain.pipelines.create(pair("shout"))
    const faulty = await aixplain.pipelines.create(inputless)
    const strange = await aixplain.pipelines.create(unsupported())
    const missing = await failureOf(two.run({ First: "a" }))
    expect([missing.reason._tag, missing.message]).toEqual(["InvalidRequest", expect.stringContaining('"Second"')])
    const invalid = await failureOf(faulty.run("a"))
    expect(invalid.reason).toMatchObject({
      _tag: "InvalidRequest",
      problems: [expect.objectContaining({ level: "error" })]
    })
    const impossible = await failureOf(strange.run("a"))
    expect([impossible.reason._tag, impossible.message]).toEqual([
      "NotSupported",
      expect.stringContaining("text-to-video-generation")
    ])
    expect(await reasonOf(aixplain.pipelines.ref("0123456789abcdef01234567").run("a"))).toBe("NotFound")
    expect(await reasonOf(aixplain.pipelines.ref("nonsense").run("a"))).toBe("InvalidRequest")
    expect(await reasonOf(one.run("a", { apiKey: "wrong" }))).toBe("Unauthorized")
    expect(await reasonOf(one.run("a", { version: "9.0" }))).toBe("InvalidRequest")
  })

  it("fails with the asset's message and the server's answer", async () => {
    const { aixplain } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("picky"))
    const error = await failureOf(pipeline.run("bad"))
    expect(error.message).toContain('"bad" is not for me.')
    expect(error.reason).toMatchObject({
      _tag: "RunFailed",
      result: { status: "FAILED", segments: { total: 1, failed: 1 } }
    })
  })

  it("keeps the successful outputs if only a segment fails", async () => {
    const { aixplain } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("picky"))
    const result = await pipeline.run(["good", "bad", "fine"])
    const output = result.output("Out")
    expect([await output.text(), output.failed.length, result.segments]).toEqual([
      "good\nfine",
      1,
      { total: 3, failed: 1 }
    ])
    expect(await output.values()).toMatchObject([{ success: true }, { success: false }, { success: true }])
  })
})

describe("a pipeline object created with new", () => {
  it("is run with its key and address", async () => {
    const { aixplain, platform } = await connect({ assets })
    const { id } = await aixplain.pipelines.create(through("shout"))
    const pipeline = new Pipeline({ id, name: "Mine", apiKey: platform.apiKey, url: platform.url })
    expect(await (await pipeline.run("a")).output("Out").text()).toBe("A")
  })
})

describe("waiting", () => {
  it("uses one long poll instead of many checks, if the server supports it", async () => {
    const { asset, open, started } = gated()
    const { aixplain, recorder } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    const running = pipeline.run("a")
    await started
    open()
    await running
    const checks = recorder.exchanges.filter(({ url }) => url.includes("/check/"))
    expect(checks.length).toBeLessThanOrEqual(2)
    expect(checks[0]?.headers.get("preference-applied")).toMatch(/^wait=\d+$/)
  })

  it("polls a server without extensions by its schedule, and uses no undeclared extension", async () => {
    const { aixplain, recorder } = await connect({ assets, extensions: false })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const result = await pipeline.run("a", { schedule: () => 1, onEvent: () => {} })
    expect(await result.output("Out").text()).toBe("A")
    expect(recorder.asked.filter((line) => line.includes("/ext/"))).toEqual([])
  })
})
