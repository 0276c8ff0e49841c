import { inspect } from "node:util"
import { Aixplain, isAixplainError, Pipeline } from "@aixplain-ts/sdk"
import { describe, expect, test, vi } from "vitest"
import { finished, id, json, key, oneRun, origin, run, serve, submitted } from "./server.ts"

const reasonOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error
  )
  if (!isAixplainError(error)) throw new Error(`no AixplainError: ${String(error)}`)
  return `${error.reason._tag}: ${error.message}`
}

describe("a new pipeline object", () => {
  test("has the vendor's defaults and makes no request", () => {
    const pipeline = new Pipeline({ name: "Moods", apiKey: key, url: origin })
    expect([pipeline.id, pipeline.name, pipeline.supplier, pipeline.version, pipeline.status, pipeline.url]).toEqual([
      "",
      "Moods",
      "aiXplain",
      "1.0",
      "draft",
      origin
    ])
    expect(pipeline.document).toBeUndefined()
  })

  test("keeps other members in additionalInfo", () => {
    expect(new Pipeline({ name: "Moods", team: 246, tags: ["a"] }).additionalInfo).toEqual({ team: 246, tags: ["a"] })
  })

  test("keeps an unknown status", () => {
    expect(new Pipeline({ name: "Moods", status: "archived" }).status).toBe("archived")
  })

  test.each(["", "   "])("refuses the empty name %j", (name) => {
    expect(() => new Pipeline({ name })).toThrow("A pipeline needs a name that is not empty.")
  })

  test("prints like the vendor's pipeline, without its key", () => {
    const pipeline = new Pipeline({ id, name: "Moods", apiKey: key })
    expect(String(pipeline)).toBe(`Pipeline: Moods (id=${id})`)
    expect(inspect(pipeline)).toBe(`Pipeline: Moods (id=${id})`)
    const client = new Aixplain({ apiKey: key })
    const shown = [pipeline, client, client.pipelines, client.runs].flatMap((it) => [
      inspect(it, { depth: 9, showHidden: true }),
      JSON.stringify(it)
    ])
    expect(shown.join("\n")).not.toContain(key)
  })

  test("cannot be run before it is saved, with an error that says why", async () => {
    expect(await reasonOf(new Pipeline({ name: "Moods", apiKey: key }).run("x"))).toBe(
      'InvalidInput: Pipeline "Moods" was never saved: call save() first.'
    )
  })
})

describe("running", () => {
  test("returns outputs by label, with the server's facts about the run", async () => {
    const { aixplain } = oneRun("POSITIVE")
    const pipeline = await aixplain.pipelines.get(id)
    const result = await pipeline.run({ Text: "I love it" })
    expect(await result.output("Mood").text()).toBe("POSITIVE")
    expect([result.status, result.usedCredits, result.elapsedTime, result.id]).toEqual(["SUCCESS", 0.25, 1.5, run])
    expect(Object.keys(result.outputs)).toEqual(["Mood"])
  })

  test("lists the labels in the error for an unknown output", async () => {
    const result = await oneRun("POSITIVE").aixplain.pipelines.ref(id).run("x")
    expect(() => result.output("Moood")).toThrow(/Moood.*Mood/)
  })

  test("returns the server's dictionary with response version v1, also for a failed run", async () => {
    const failing = serve(({ path }) =>
      path.includes("/run/") ? submitted() : json({ status: "FAILED", completed: true, error: "no such voice" })
    )
    const raw = await failing.aixplain.pipelines.ref(id).run("x", { responseVersion: "v1" })
    expect(raw).toMatchObject({ status: "FAILED", completed: true, error: "no such voice" })
    const good = await oneRun("POSITIVE").aixplain.pipelines.ref(id).run("x", { responseVersion: "v1" })
    expect(good).toMatchObject({ status: "SUCCESS", elapsed_time: 1.5 })
  })

  test("a failed run rejects with the server's reason and the reference", async () => {
    const { aixplain } = serve(({ path }) =>
      path.includes("/run/")
        ? submitted()
        : json({ completed: true, error: "err.supplier_error", supplierError: "boom" })
    )
    const error = await aixplain.pipelines
      .ref(id)
      .run("x")
      .catch((error: unknown) => error)
    expect(isAixplainError(error) && error.reason._tag).toBe("RunFailed")
    expect((error as Error).message).toContain("boom")
    expect(isAixplainError(error) && error.runRef?.id).toBe(run)
  })

  test.each([-1, Number.NaN])("refuses an invalid timeout without advice on its unit: %d", async (timeout) => {
    const said: string[] = []
    const { aixplain, asked } = serve(() => submitted(), { logger: ({ message }) => void said.push(message) })
    expect(await reasonOf(aixplain.pipelines.ref(id).run("x", { timeout }))).toBe(
      `InvalidInput: Invalid timeout: ${timeout}.`
    )
    expect([said, asked.length]).toEqual([[], 0])
  })

  test("warns once that a bare timeout under 1,000 looks like Python's seconds", async () => {
    const said: string[] = []
    const { aixplain } = serve(({ path }) => (path.includes("/run/") ? submitted() : finished("ok")), {
      logger: ({ level, message }) => void (level === "warn" && said.push(message))
    })
    const pipeline = aixplain.pipelines.ref(id)
    await pipeline.run("x", { timeout: 900 })
    await pipeline.run("x", { timeout: 900 })
    expect(said.filter((line) => line.includes("milliseconds"))).toEqual([
      'timeout: 900 means 900 milliseconds. For seconds write "900 seconds".'
    ])
  })
})

describe("stopping", () => {
  test("an aborted signal prevents the request and rejects with its reason", async () => {
    const { aixplain, asked } = oneRun("x")
    const reason = new Error("enough")
    await expect(aixplain.pipelines.ref(id).run("x", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(asked).toEqual([])
  })

  test("an abort while the run is polled rejects with the signal's reason", async () => {
    const stop = new AbortController()
    const { aixplain } = serve(({ path }) => {
      if (path.includes("/run/")) return submitted()
      queueMicrotask(() => stop.abort("enough"))
      return json({ status: "IN_PROGRESS", completed: false })
    })
    await expect(aixplain.pipelines.ref(id).run("x", { signal: stop.signal })).rejects.toBe("enough")
  })

  test("leaving a run with await using stops watching and does not cancel it", async () => {
    const { aixplain, asked } = oneRun("x")
    {
      await using _run = await aixplain.pipelines.ref(id).runAsync("x")
    }
    expect(asked.filter(({ path }) => path.includes("cancel"))).toEqual([])
  })
})

describe("a run in hand", () => {
  test("is JSON-safe, small, and resumes from its JSON", async () => {
    const { aixplain } = oneRun("POSITIVE")
    const started = await aixplain.pipelines.ref(id).runAsync("x")
    const text = JSON.stringify(started)
    expect(text.length).toBeLessThanOrEqual(512)
    expect(text).not.toContain(key)
    const resumed = await aixplain.runs.resume(text)
    expect(await (await resumed.result()).output("Mood").text()).toBe("POSITIVE")
  })

  test("yields its events in order; the last one reports its end", async () => {
    const { aixplain } = oneRun("POSITIVE")
    const started = await aixplain.pipelines.ref(id).runAsync("x")
    const types: string[] = []
    for await (const event of started) types.push(event.type)
    expect(types.at(-1)).toBe("run.finished")
  })

  test("poll returns the current state of an active run, and does not throw for any status", async () => {
    const { aixplain } = serve(() => json({ status: "IN_PROGRESS", completed: false, progress: "40%" }))
    const state = await aixplain.pipelines.ref(id).poll(`${origin}/assets/pipeline/execution/check/${run}`)
    expect([state.status, state.progress, state.completed]).toEqual(["IN_PROGRESS", 40, false])
  })
})

describe("a stored pipeline", () => {
  test("saves everything that it was loaded with, including unknown members", async () => {
    const { aixplain, asked } = oneRun("x")
    const pipeline = await aixplain.pipelines.get(id)
    await pipeline.save()
    const put = asked.find(({ method }) => method === "PUT")
    expect(put?.body).toMatchObject({ name: "Moods", shelf: "reviews" })
  })

  test("that is deployed stays deployed when it is saved in place", async () => {
    const { aixplain, asked } = serve(() => json({ id, name: "Moods", status: "onboarded", nodes: [], links: [] }))
    const pipeline = await aixplain.pipelines.get(id)
    await pipeline.save({ nodes: [{ number: 0, type: "INPUT" }], links: [] })
    await pipeline.save(undefined, { saveAsAsset: false })
    expect(
      asked.flatMap(({ body, method }) => (method === "PUT" ? [(body as { status: string }).status] : []))
    ).toEqual(["onboarded", "draft"])
  })

  test("that was deleted refuses every further call", async () => {
    const { aixplain, asked } = oneRun("x")
    const pipeline = await aixplain.pipelines.get(id)
    await pipeline.delete()
    const before = asked.length
    expect(await reasonOf(pipeline.run("x"))).toBe(`InvalidInput: Pipeline "Moods" (id ${id}) was deleted.`)
    expect(asked.length).toBe(before)
  })

  test("a reference makes no request, and has its id as name until it is loaded", async () => {
    const { aixplain, asked } = oneRun("x")
    const pipeline = aixplain.pipelines.ref(id)
    expect([pipeline.name, pipeline.document, asked.length]).toEqual([id, undefined, 0])
    await pipeline.load()
    expect([pipeline.name, pipeline.document !== undefined]).toEqual(["Moods", true])
  })
})

test("lists iterate over items, and each page has the token of the next one", async () => {
  const names = ["a", "b", "c"]
  const { aixplain } = serve(({ body }) => {
    const { pageNumber } = body as { pageNumber: number }
    const name = names[pageNumber] ?? ""
    return json(
      { items: [{ id: `${pageNumber}`.padStart(24, "0"), name, status: "draft" }], pageTotal: 1, total: 3, pageNumber },
      201
    )
  })
  const seen: string[] = []
  for await (const pipeline of aixplain.pipelines.list({ pageSize: 1 })) seen.push(pipeline.name)
  expect(seen).toEqual(names)
  for await (const page of aixplain.pipelines.list({ pageSize: 1 }).pages()) {
    expect(page.items.map(({ name }) => name)).toEqual(["a"])
    const rest: string[] = []
    for await (const pipeline of aixplain.pipelines.list({ pageSize: 1, page: page.next ?? "" }))
      rest.push(pipeline.name)
    expect(rest).toEqual(["b", "c"])
    break
  }
})

test("runMany yields the outcome of each input", async () => {
  const { aixplain } = serve(({ body, path }) => {
    if (path.includes("/check/")) return finished("ok")
    return (body as { data: string }).data === "bad" ? json({ message: "no", statusCode: 400 }, 400) : submitted()
  })
  const outcomes: string[] = []
  for await (const item of aixplain.runMany(aixplain.pipelines.ref(id), ["one", "bad", "two"]))
    outcomes.push(`${item.index} ${item.error === undefined ? item.result.status : item.error.reason._tag}`)
  expect(outcomes.toSorted()).toEqual(["0 SUCCESS", "1 InvalidRequest", "2 SUCCESS"])
})

test("the key and the origin default to the environment", () => {
  vi.stubEnv("BACKEND_URL", "https://elsewhere.example/")
  expect(new Aixplain({ apiKey: key }).baseUrl).toBe("https://elsewhere.example")
  vi.unstubAllEnvs()
})

describe("what the server said, as it said it", () => {
  test("is what runAsync with response version v1 resolves with", async () => {
    const { aixplain } = oneRun("POSITIVE")
    const raw = await aixplain.pipelines.ref(id).runAsync("x", { responseVersion: "v1" })
    expect(raw).toEqual({
      url: `${origin}/assets/pipeline/execution/check/${run}`,
      status: "IN_PROGRESS",
      batchMode: true
    })
  })

  test("has its request id on the result", async () => {
    const { aixplain } = serve(({ method }) =>
      method === "POST"
        ? submitted()
        : json({ status: "SUCCESS", completed: true, data: [] }, 200, { "x-request-id": "req-9" })
    )
    const result = await aixplain.pipelines.ref(id).run("x")
    expect(result.requestId).toBe("req-9")
    expect(String(result)).toBe(`RunResult: SUCCESS (id=${run})`)
  })
})

describe("labels", () => {
  const document = {
    id,
    name: "Moods",
    status: "draft",
    nodes: [{ number: 0, type: "INPUT", label: "Text" }],
    links: []
  }

  test("that a loaded pipeline does not have are refused before anything is sent, by run, runAsync and runMany", async () => {
    const { aixplain, asked } = serve(() => json(document))
    const pipeline = await aixplain.pipelines.get(id)
    const words = 'InvalidInput: The pipeline has no input "Nonsense".'
    expect(await reasonOf(pipeline.run({ Nonsense: "x" }))).toBe(words)
    expect(await reasonOf(pipeline.runAsync({ Nonsense: "x" }))).toBe(words)
    for await (const { error } of aixplain.runMany(pipeline, [{ Nonsense: "x" }]))
      expect(error?.message).toBe(words.slice(14))
    expect(asked).toHaveLength(1)
  })

  test("are left to the server by a reference, which makes no request for them", async () => {
    const { aixplain, asked } = oneRun("POSITIVE")
    await aixplain.pipelines.ref(id).run({ Nonsense: "x" })
    expect(asked.map(({ method }) => method)).toEqual(["POST", "GET"])
  })
})
