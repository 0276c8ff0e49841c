/** One submission, tested in each runtime: some resend a POST by themselves, which the client must prevent. */
import { isAixplainError } from "@aixplain-ts/sdk"
import type { Step } from "../ScriptedServer.ts"
import { type Bench, type Check, holds, pipeline, reasonOf, same } from "./check.ts"

const times = 50

/** Each POST uses a connection that a GET kept alive, and which the server closes after the body. */
const dropped = (how: "fin" | "rst"): Check => ({
  name: `a server that ${how === "fin" ? "closes" : "resets"} after the body gets each POST once, and the caller gets SubmissionUncertain`,
  not: { browser: "browsers resend it by themselves: only the Idempotency-Key prevents a second run" },
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
    name: "many concurrent submissions that all lose their answer arrive once each",
    not: { browser: "browsers resend it by themselves: only the Idempotency-Key prevents a second run" },
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
      same([bodies.length, new Set(bodies).size], [times, times], "POSTs, and distinct POSTs")
    }
  },
  {
    name: "a submission with a lost answer is sent again if the server honours Idempotency-Key, and one run is started",
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
      same(new Set(runs).size, 20, "runs returned")
      same(started, 20, "runs at the server")
      holds(posts.length > 20, "nothing was sent again")
      same(new Set(posts.map((post) => post.headers["idempotency-key"])).size, 20, "keys")
    }
  },
  {
    name: "the caller's Idempotency-Key is sent, after a request for the server's extensions",
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
    name: "a refused connection is retried and the run is submitted once",
    not: {
      browser: "a page cannot see why a request failed, so the client must assume that it was sent",
      worker: "workerd does not report why a request failed, so the client must assume that it was sent"
    },
    run: async (bench) => {
      const { server, aixplain } = await refusedOnce(bench, {})
      await aixplain.pipelines.ref(pipeline).runAsync({ Text: "x" })
      same((await server.report()).started, 1, "runs at the server")
    }
  },
  {
    name: "a read with a refused connection is retried",
    run: async (bench) => {
      const { server, aixplain } = await refusedOnce(bench, {})
      same((await aixplain.pipelines.get(pipeline)).name, "Moods", "name")
      same((await server.of("pipeline")).length, 1, "reads at the server")
    }
  },
  {
    name: "a lost submission reports its time, its pipeline, and whether it is safe to send again",
    run: async ({ open, runtime }) => {
      const server = await open({ steps: { run: [{ text: "<html>gateway</html>" }] } })
      const before = Date.now()
      try {
        await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      } catch (error) {
        if (!isAixplainError(error) || error.reason._tag !== "SubmissionUncertain") throw error
        same(error.reason.pipeline, pipeline, "pipeline")
        same(error.safeToResubmit, "unknown", "safeToResubmit")
        holds(error.reason.sentAt >= before && error.reason.sentAt <= Date.now(), "sentAt is outside the call")
        same((await server.of("run")).length, 1, "POSTs at the server")
        return
      }
      throw new Error(`it resolved in ${runtime}`)
    }
  }
]
