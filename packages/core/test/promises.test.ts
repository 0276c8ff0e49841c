/**
 * Each sentence of the pages about money and data is held by a test that is named here. A sentence without a test, a test
 * that is gone, and a row for a sentence that is gone fail: change the page, the test and this table together.
 */
import { readFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { sentencesOf } from "./support/pages.ts"

const root = new URL("../../../", import.meta.url)
const text = (path: string): Promise<string> => readFile(new URL(path, root), "utf8")

/** Introduces, explains or compares with others; promises nothing of this client. */
const prose = "prose"

const files = {
  batch: "packages/core/test/batch.test.ts",
  cli: "packages/cli/test/transient.test.ts",
  clock: "packages/core/test/clock.test.ts",
  engine: "packages/platform/test/engine/promises.test.ts",
  reasons: "packages/core/test/reasons.test.ts",
  errors: "packages/core/test/errors.test.ts",
  headers: "packages/core/test/headers.test.ts",
  http: "packages/core/test/http.test.ts",
  pipelines: "packages/core/test/pipelines.test.ts",
  resubmit: "packages/core/test/resubmit.test.ts",
  runRef: "packages/core/test/runRef.test.ts",
  schedules: "packages/core/test/schedules.test.ts",
  secrets: "packages/core/test/secrets.test.ts",
  submit: "packages/core/test/submit.test.ts",
  uploads: "packages/core/test/uploads.test.ts",
  outputs: "packages/core/test/outputs.test.ts",
  wait: "packages/core/test/wait.test.ts",
  watch: "packages/core/test/watch.test.ts",
  abort: "tools/conformance/test-full/safety/abort.test.ts",
  memory: "tools/conformance/test-full/safety/memory.test.ts",
  peers: "tools/conformance/test-full/safety/peers.test.ts",
  saved: "tools/conformance/test-full/safety/outputs.test.ts"
} as const

/** How a sentence begins → the tests that hold it, as `file: words of its name`. */
type Table = Readonly<Record<string, typeof prose | readonly `${keyof typeof files}: ${string}`[]>>

const safety: Table = {
  "A run costs credits": prose,
  "This page describes how often": prose,
  "`packages/core/test/promises.test.ts` names": prose,
  "A scripted server caused the same faults": prose,
  "POST dropped after its body": ["peers: is sent once, in 1,000 of 1,000 tries"],
  "429 with Retry-After 1 s": ["peers: in %s is waited for, and not less"],
  "abort between two polls": ["peers: abort between checks rejects at once"],
  "one poll never answers": ["peers: one check that is never answered costs one poll timeout"],
  "unknown status for 2 s": ["peers: an unknown status is polled like any other"],
  "failed job": ["peers: a failed run is RunFailed"],
  "deadline passes": ["peers: is DeadlineExceeded with a reference that another process resumes"],
  "A run is started by one POST": ["submit: a thousand times out of a thousand"],
  "It is sent again only if the server cannot": [
    "submit: but again when the connection never existed",
    "submit: and again after the server refused it for being too fast"
  ],
  "After a closed connection": [
    "submit: and the failure says that it may have been when %s",
    "submit: so a server error is not repeated either"
  ],
  "Creating a pipeline follows": ["submit: a pipeline is created once too"],
  "The exception is a server that honours": [
    "submit: is sent once the server has declared it, the same on every attempt",
    "peers: is sent again with its key if the server honours keys, and one run starts"
  ],
  "The client generates the key": [
    "submit: is sent once the server has declared it",
    "submit: of the caller is used where there is one"
  ],
  "The key is never sent to a server": [
    "submit: is not sent to a server that has not declared it",
    "submit: the client logs a warning"
  ],
  "If the client cannot find out": ["resubmit: is not dropped for a server that %s: nothing is submitted"],
  "In browsers and in `axp` the client asks": [
    "http: asks what the server declares before the first run in a browser",
    "resubmit: asks first what the server declares, without a key",
    "cli: starts a run once even if its answer is lost, if it honours idempotency keys"
  ],
  "A refusal after a lost response": ["resubmit: with a key, no later refusal hides"],
  "Every error answers `safeToResubmit`": ["reasons: has a message and answers every question"],
  "before a run is known: no connection": ["resubmit: the failure is safe to submit again only if nothing"],
  "before a run is known: a lost response": ["resubmit: the failure is safe to submit again only if nothing"],
  "`SubmissionUncertain` with an `idempotencyKey`": [
    "submit: is returned with the failure, so that submitting again is safe"
  ],
  "after a run is known (`runRef`)": [
    "resubmit: no failure is safe to submit again: %s, %s",
    "resubmit: no failure of %s is safe to submit again, when %s",
    "reasons: %s about a run that is not known to have ended is never safe"
  ],
  "the run succeeded, and its outputs": [
    "resubmit: which succeeded, a failure to read its output with %s is not safe to submit again, when %s"
  ],
  "the run ended: FAILED": ["resubmit: its end in %s is as safe as is known"],
  "the run ended with an unknown status": ["resubmit: its end in %s is as safe as is known"],
  "If the response to a submission is lost": ["submit: and the failure says that it may have been when %s"],
  "It contains the pipeline": ["submit: is looked for by the server's clock when the one here is wrong"],
  "If it contains an `idempotencyKey`": ["submit: is returned with the failure"],
  "Without a key it is not known": prose,
  "`runs.reconcile` lists the runs": [
    "submit: can be looked for among the runs of the pipeline",
    "submit: is looked for by the server's clock",
    "peers: cannot be searched if the server does not list runs: NotSupported"
  ],
  "If your program may receive the same order twice": ["peers: is sent again with its key if the server honours keys"],
  "The server remembers a key": ["engine: an idempotency key is remembered until 7 days after its run ended"],
  "After that, the same key": ["engine: then the same key starts another run"],
  "An abort or a deadline while a submission": [
    "submit: an interruption while the request is on its way also makes one",
    "submit: is what a deadline makes of an unanswered request",
    "resubmit: a deadline that passes while the answer is being read leaves the doubt"
  ],
  "reads, checks, uploads, saving in place": [
    "http: repeats a read after every kind of passing trouble",
    "http: does not repeat what was refused for good: %i",
    "uploads: is tried again as long as the content can be read again"
  ],
  "starting a run, creating a pipeline | no connection": [
    "submit: and never when it was refused for a reason",
    "submit: a pipeline is created once too"
  ],
  "the same with a key that the server honours": ["submit: of the caller is used where there is one, and waited for"],
  "saving with a version": ["pipelines: is repeated after a lost answer only without a version"],
  "Back-off is random between 0": ["http: waits a random time below a ceiling that doubles"],
  "A delay requested by the server (`Retry-After`": [
    "http: waits exactly as long as the server says in %s",
    "http: which does not say when"
  ],
  "If the delay is longer than a minute": ["http: says when to come back instead of waiting less"],
  "All requests of a client share a budget": [
    "http: stops adding to an outage when the budget of the client is used up",
    "http: stops adding to an outage also when the server says when to come back",
    "peers: a hundred concurrent reads share one small budget of retries"
  ],
  "A 429 with a delay does not use": ["http: does not charge a server that limits the rate and says when"],
  "`maxRetries` limits the retries": ["http: sends again at most maxRetries times: %i"],
  "Every request has a time limit": [
    "http: ends a request that is never answered after requestTimeout",
    "http: covers the reading of the body too",
    "wait: is 20,000 s by default",
    "uploads: that stalls for a minute is a Timeout",
    "outputs: that stalls while it is read is a Timeout"
  ],
  "These limits use a monotonic clock": [
    "clock: moves neither the checks of a run nor its end",
    "clock: moves no deadline",
    "clock: ends no upload that moves"
  ],
  "Every call takes a `signal`": [
    "abort: rejects at once with the reason, 1,429 times, and leaves no timer",
    "abort: aborted calls close their connections"
  ],
  "A run that exceeds its deadline": ["wait: carries the reference that finds the run again"],
  "Memory use does not depend": [
    "memory: 100,000 runs from an async iterable",
    "memory: of %i bytes grows the process by at most 64 MiB"
  ],
  "`saveTo` writes a file completely": ["saved: keeps the existing file if the download fails"],
  "The key is sent in one header": ["http: goes as x-api-key on runs and checks and as a Token on pipelines"],
  "It never appears in URLs": ["secrets: never occurs in what is logged, traced, thrown"],
  "A poll URL on another origin": ["runRef: never leads the key anywhere else, whatever an answer holds"],
  "A redirect to another origin": [
    "http: is not carried along by a redirect to another origin",
    "http: is not sent along when a submission is redirected"
  ],
  "A certificate that is not accepted": ["errors: is named, nothing was sent, and nothing is tried again"],
  "If a private authority issued the certificate": ["errors: is named, nothing was sent, and nothing is tried again"],
  "`trustedOrigins` adds origins": ["runRef: may lie on an origin that is trusted"],
  "Upload and output URLs contain": [
    "uploads: asks where, puts the bytes there without the key",
    "outputs: is fetched without the key, also from the configured origin"
  ],
  "Some servers echo the key": prose,
  "It is redacted in `raw`": ["secrets: never occurs in what is logged, traced, thrown"],
  "Your own `headers` are sent to": ["headers: go with every request to the configured and trusted origins"]
}

const waiting: Table = {
  "A run takes seconds or hours": prose,
  "This page describes when the client polls": prose,
  "The numbers are constants": prose,
  "the server supports long polling": ["wait: and is polled again as soon as it answers"],
  "the server requests a delay (`Retry-After` on a check)": [
    "wait: waits as long as the server says instead",
    "wait: is not repeated more than ten times a second, also when a server asks for %s"
  ],
  "nothing | 0.7 s": [
    "schedules: grows with the square root of the time that has passed",
    "schedules: has a jitter of ten per cent"
  ],
  "five or more durations": [
    "wait: learns how long runs of a pipeline take",
    "schedules: polls a few times on the way, for runs that fail early"
  ],
  '`schedule: "python"`': [
    "wait: asks on the Python schedule by name, and when a first wait is given",
    "schedules: grows as long as it is below 60 s"
  ],
  "`schedule: (info) => millis`": [
    "wait: asks on the adaptive schedule until the run ends",
    "wait: never makes a tight loop, whatever a schedule says"
  ],
  "If nothing is known about a run": prose,
  "Under this assumption": prose,
  "The table shows a simulation": ["schedules: shows what the simulation gives, to a twentieth"],
  "3 s |": ["schedules: shows what the simulation gives, to a twentieth"],
  "10 s |": ["schedules: shows what the simulation gives, to a twentieth"],
  "60 s |": ["schedules: shows what the simulation gives, to a twentieth"],
  "600 s |": ["schedules: shows what the simulation gives, to a twentieth"],
  "Past durations are kept in memory": [
    "schedules: keeps the last ones of each pipeline and forgets the pipelines least recently used",
    "wait: learns nothing from runs that were not seen from their beginning"
  ],
  "The `durations` option": ["wait: learns nothing from runs that were not seen from their beginning"],
  "If a program follows events": [
    "watch: passes the events of the server, and ends with the result of a check",
    "watch: continues after a lost connection where it was, and polls if the stream fails again and again"
  ],
  "`requestTimeout` |": ["http: covers the reading of the body too"],
  "`pollTimeout` |": [
    "wait: by hanging costs its own limit and a second",
    "wait: cuts a hanging check short, and takes a last look of five seconds at most"
  ],
  "`timeout` |": ["wait: is 20,000 s by default"],
  "All limits use a monotonic clock": ["clock: moves no deadline"],
  "When `timeout` has passed": [
    "wait: is not said to have passed before a last look",
    "wait: takes a last look of five seconds at most"
  ],
  "Otherwise the call fails with `DeadlineExceeded`": [
    "wait: carries the reference that finds the run again",
    "submit: good for another process"
  ],
  '`onTimeout: "cancel"`': ["wait: leaves the run alone unless told to cancel it"],
  "A deadline that passes before the response": ["submit: is what a deadline makes of an unanswered request"],
  "no connection, a reset, a time-out": [
    "wait: does not end the run: %s",
    "wait: is not an outage before four failures",
    "wait: ends the wait after the outage option, not later, when a server %s"
  ],
  "429 |": [
    "wait: waits as long as a server asks that is asked too often",
    "wait: with 429 in between is not an outage: the server is reachable"
  ],
  "404 within 30 s": [
    "wait: with 404 is tolerated for half a minute after the start",
    "wait: tolerated also when the run was seen: replicas lag"
  ],
  "404 later, 401, 403": [
    "wait: with 404 later is tolerated twice in a row",
    "wait: with a refused key again and again is Unauthorized"
  ],
  "an unknown status | emits": ["wait: is an event, not an end, and no reason to hurry"],
  "an unknown status with `completed: true`": [
    "wait: that claims to be completed is believed after three times",
    "resubmit: its end in %s is as safe as is known"
  ],
  "any other refusal": ["resubmit: no failure is safe to submit again: %s, %s"],
  "`outage` also applies if a server accepts": [
    "wait: ends the wait after the outage option, not later, when a server %s",
    "wait: also when the server stops in the middle of its event stream"
  ],
  "Besides three unknown statuses": ["wait: is an event, not an end, and no reason to hurry"],
  "SUCCESS; FAILED, ERROR": ["resubmit: its end in %s is as safe as is known"],
  "Case and spaces are ignored": ["resubmit: its end in %s is as safe as is known"],
  "Safe requests (reads": [
    "http: gives up after five attempts and keeps the server's own words",
    "http: waits a random time below a ceiling that doubles"
  ],
  "The policy (`Retry`, `maxRetries`)": [
    "http: is over after the policy's time, and uses all of it, when a server %s",
    "http: sends again at most maxRetries times: %i"
  ],
  "A delay requested by the server is kept": [
    "http: waits exactly as long as the server says in %s",
    "http: says when to come back instead of waiting less"
  ],
  "A client has a budget of 20 retries": ["http: stops adding to an outage when the budget"],
  "A submission (starting a run": [
    "submit: but again when the connection never existed",
    "submit: and again after the server refused it for being too fast"
  ],
  "With an idempotency key that the server honours": ["submit: is sent once the server has declared it"],
  "Browsers send a POST again": prose,
  "Before its first submission a page": ["http: asks what the server declares before the first run in a browser"],
  "If the server does not honour keys": prose,
  "Programs that submit once and exit": [
    "resubmit: asks first what the server declares, without a key",
    "resubmit: does not ask the vendor's hosts"
  ]
}

describe.each([
  ["docs/safety.md", safety],
  ["docs/waiting.md", waiting]
] as const)("%s", (page, table) => {
  it("has a test for each sentence, and the table has no row too many", async () => {
    const sentences = sentencesOf(await text(page))
    const starts = Object.keys(table)
    const held = (sentence: string) => starts.filter((start) => sentence.startsWith(start))
    expect(sentences.filter((sentence) => held(sentence).length !== 1)).toEqual([])
    expect(starts.filter((start) => !sentences.some((sentence) => sentence.startsWith(start)))).toEqual([])
  })

  it("names tests that exist", async () => {
    const missing: string[] = []
    for (const tests of Object.values(table)) {
      if (tests === prose) continue
      for (const test of tests) {
        const cut = test.indexOf(": ")
        const source = await text(files[test.slice(0, cut) as keyof typeof files])
        const isNamed = source.split("\n").some((line) => line.includes('"') && line.includes(test.slice(cut + 2)))
        if (!isNamed) missing.push(test)
      }
    }
    expect(missing).toEqual([])
  })
})
