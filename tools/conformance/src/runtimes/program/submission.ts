/** One submission (S1), asked of each runtime: some send a POST again by themselves, and the client must not let them. */
import { isAixplainError } from "@aixplain-ts/sdk"
import type { Step } from "../ScriptedServer.ts"
import { type Bench, type Check, holds, pipeline, reasonOf, same } from "./check.ts"

const times = 50

/** Each POST meets a connection that was kept alive by a GET just before, and loses it after its body. */
const dropped = (how: "fin" | "rst"): Check => ({
  name: `a server that ${how === "fin" ? "closes" : "resets"} after the body gets each POST once, and the caller SubmissionUncertain`,
  not: { browser: "browsers send it again by themselves: there it takes the Idempotency-Key" },
  run: async ({ open }) => {
    const server = await open({ steps: { run: Array.from({ length: times }, (): Step => ({ drop: how })) } })
    const aixplain = server.client()
    for (let index = 0; index < times; index++) {
      await aixplain.pipelines.get(pipeline)
      const reason = await reasonOf(aixplain.pipelines.ref(pipeline).run({ Text: String(index) }))
      same(reason, "SubmissionUncertain", `submission ${index}`)
    }
    const { seen, started } = await server.report()
    const posts = seen.filter((one) => one.kind === "run")
    same(posts.length, times, "POSTs at the server")
    same(started, times, "runs at the server")
    holds(
      posts.every((post) => post.headers["idempotency-key"] === undefined),
      "a key was sent to a server that declares none"
    )
  }
})

const refusedOnce = async ({ open }: Bench, script: { readonly extensions?: string }) => {
  const server = await open(script)
  await server.refuse()
  let refusals = 0
  const aixplain = server.client({
    fetch: async (url, init) => {
      try {
        return await fetch(url, init)
      } catch (error) {
        refusals += 1
        if (refusals === 1) await server.listen()
        throw error
      }
    }
  })
  return { server, aixplain }
}

export const submissionChecks: readonly Check[] = [
  dropped("fin"),
  dropped("rst"),
  {
    name: "many submissions at once that all lose their answer arrive once each",
    not: { browser: "browsers send it again by themselves: there it takes the Idempotency-Key" },
    run: async ({ open }) => {
      const server = await open({ steps: { run: Array.from({ length: times }, (): Step => ({ drop: "fin" })) } })
      const aixplain = server.client()
      await aixplain.pipelines.get(pipeline)
      const reasons = await Promise.all(
        Array.from({ length: times }, (_, index) =>
          reasonOf(aixplain.pipelines.ref(pipeline).runAsync({ Text: String(index) }))
        )
      )
      same(new Set(reasons).size === 1 && reasons[0], "SubmissionUncertain", "reasons")
      const bodies = (await server.of("run")).map((post) => post.body)
      same([bodies.length, new Set(bodies).size], [times, times], "POSTs, and different ones")
    }
  },
  {
    name: "where the server honours Idempotency-Key a lost answer is asked for again, and one run is started",
    run: async ({ open }) => {
      const steps: Step[] = Array.from({ length: times }, (_, index) => (index % 2 === 0 ? { drop: "fin" } : "ok"))
      const server = await open({ extensions: "idempotency-key", steps: { run: steps } })
      const aixplain = server.client()
      const runs: string[] = []
      for (let index = 0; index < 20; index++) {
        await aixplain.pipelines.get(pipeline)
        const run = await aixplain.pipelines.ref(pipeline).runAsync({ Text: String(index) })
        runs.push(run.id)
      }
      const { seen, started } = await server.report()
      const posts = seen.filter((one) => one.kind === "run")
      same(new Set(runs).size, 20, "runs in hand")
      same(started, 20, "runs at the server")
      holds(posts.length > 20, "nothing was sent again")
      same(new Set(posts.map((post) => post.headers["idempotency-key"])).size, 20, "keys")
    }
  },
  {
    name: "a caller's own Idempotency-Key is the one that is sent, after asking what the server declares",
    run: async ({ open }) => {
      const server = await open({ extensions: "idempotency-key" })
      await server.client().pipelines.ref(pipeline).runAsync({ Text: "x" }, { idempotencyKey: "order-17" })
      same(
        (await server.of("run")).map((post) => post.headers["idempotency-key"]),
        ["order-17"],
        "keys"
      )
    }
  },
  {
    name: "a refused connection is tried again and the run submitted once",
    not: {
      browser: "a page is not told why a request failed, so the client must count it as sent",
      worker: "workerd does not say why a request failed, so the client must count it as sent"
    },
    run: async (bench) => {
      const { server, aixplain } = await refusedOnce(bench, {})
      await aixplain.pipelines.ref(pipeline).runAsync({ Text: "x" })
      same((await server.report()).started, 1, "runs at the server")
    }
  },
  {
    name: "a read whose connection is refused is tried again",
    run: async (bench) => {
      const { server, aixplain } = await refusedOnce(bench, {})
      same((await aixplain.pipelines.get(pipeline)).name, "Moods", "name")
      same((await server.of("pipeline")).length, 1, "reads at the server")
    }
  },
  {
    name: "a lost submission says when it was sent, for which pipeline, and whether the same may be sent again",
    run: async ({ open, runtime }) => {
      const server = await open({ steps: { run: [{ text: "<html>gateway</html>" }] } })
      const before = Date.now()
      try {
        await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      } catch (error) {
        if (!isAixplainError(error) || error.reason._tag !== "SubmissionUncertain") throw error
        same(error.reason.pipeline, pipeline, "pipeline")
        same(error.safeToResubmit, "unknown", "safeToResubmit")
        holds(error.reason.sentAt >= before && error.reason.sentAt <= Date.now(), "sentAt lies outside the call")
        same((await server.of("run")).length, 1, "POSTs at the server")
        return
      }
      throw new Error(`it resolved in ${runtime}`)
    }
  }
]
