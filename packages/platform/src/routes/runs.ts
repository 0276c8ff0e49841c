/** Submitting a run and asking how it is: the two calls that every client of this wire makes. */
import { createHash } from "node:crypto"
import type { components } from "@aixplain-ts/api-types"
import type { CheckedRun, Engine, RunInput, Unsupported } from "../engine/Engine.ts"
import { missingUploadAdvice } from "../files/ServerFiles.ts"
import type { Exchange, Handlers } from "../http/Exchange.ts"
import { HttpError, notFound } from "../replies/HttpError.ts"
import { json, jsonText, type Reply } from "../replies/Reply.ts"
import { retryAfter } from "../replies/retryAfter.ts"
import type { Pipelines } from "../store/Pipelines.ts"
import { refuseErrors, type Documents } from "./Documents.ts"
import { idempotencyKey, keyReused } from "./idempotency.ts"
import { readInputs, type ReadColumn } from "./runInputs.ts"

type RunBody = components["schemas"]["RunBody"]

export interface RunRoutes {
  readonly engine: Engine
  readonly pipelines: Pipelines
  readonly documents: Documents
  readonly readColumn: (team: string) => ReadColumn
  /** Whether the team has uploaded the file behind an `s3://` reference. */
  readonly hasUpload: (team: string, reference: string) => boolean
  readonly isDraining: () => boolean
  /** Longest time that a check with `Prefer: wait` is held, in milliseconds. */
  readonly longestWait: number
  /** Whether idempotency keys and run ids are offered. */
  readonly extended: boolean
}

export const runRoutes = (options: RunRoutes) => {
  const { engine, pipelines, documents } = options

  const submit = async (exchange: Exchange): Promise<Reply> => {
    if (options.isDraining()) throw draining()
    const { team, params, headers, bytes, origin } = exchange
    const id = (params["id"] ?? "").toLowerCase()
    const row = pipelines.get(team, id)
    if (row === undefined) throw notFound(`No pipeline has the id ${id}.`)
    const body = exchange.body as RunBody
    const key = options.extended ? idempotencyKey(headers) : undefined
    const { document, errors } = documents.read(row)
    refuseErrors(errors, "run")
    refuseUnsupported(engine.unsupported(document))
    const version = engineVersion(body.version)
    const batchMode = body.batchmode ?? body["batchMode"] !== false
    const inputs = await readInputs(document, body, options.readColumn(team))
    checkUploads(inputs, (reference) => options.hasUpload(team, reference))
    const submitted = await engine.submit({
      team,
      pipeline: { id, name: row.name },
      document,
      inputs,
      batchMode,
      ...(version === undefined ? {} : { version }),
      ...(key === undefined ? {} : { idempotency: { key, fingerprint: fingerprint(id, bytes) } })
    })
    if (submitted._tag === "KeyReused") throw keyReused()
    if (submitted._tag === "TooLarge")
      throw new HttpError(413, submitted.message, { detail: "Run fewer instances at once." })
    if (submitted._tag === "Busy")
      throw new HttpError(429, "Too many runs are waiting.", {
        detail: "Submit again as soon as Retry-After says.",
        headers: retryAfter(submitted.retryAfterMillis, "seconds", 0)
      })
    const url = `${origin}/assets/pipeline/execution/check/${submitted.id}`
    const runId = options.extended ? { runId: submitted.id } : {}
    return json(201, { url, status: "IN_PROGRESS", batchMode, ...runId })
  }

  const check = async (exchange: Exchange): Promise<Reply> => {
    const { team, params, headers } = exchange
    const run = (params["run"] ?? "").toLowerCase()
    const wait = preferredWait(headers["prefer"])
    const waitMillis = wait === undefined ? 0 : Math.min(wait * 1000, options.longestWait)
    const answer = await engine.check(team, run, waitMillis > 0 ? { waitMillis, signal: exchange.signal } : {})
    if (answer === undefined) throw notFound(`No run has the id ${run}.`)
    return checkReply(answer, waitMillis > 0 ? { "preference-applied": `wait=${Math.floor(waitMillis / 1000)}` } : {})
  }

  return { runPipeline: submit, checkRun: check } satisfies Partial<Handlers>
}

/** Characters of `data` above which an answer is sent part by part. */
const sentWhole = 256 * 1024

/** The parts of a large answer go out as they are kept: they are never one text, let alone one object. */
const checkReply = ({ parts, ...answer }: CheckedRun, headers: Readonly<Record<string, string>>): Reply => {
  if (parts === undefined) return json(200, answer, headers)
  const head = `${JSON.stringify(answer).slice(0, -1)},"data":`
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  if (size <= sentWhole) return jsonText(200, `${head}${parts.join("")}}`, headers)
  async function* body(): AsyncIterable<string> {
    yield head
    yield* parts!
    yield "}"
  }
  return { ...jsonText(200, "", headers), body: body() }
}

export const draining = (): HttpError =>
  new HttpError(503, "The server is shutting down.", {
    detail: "It takes no new runs. Try again when it is back.",
    headers: { "retry-after": "5" }
  })

/** @throws HttpError 400 that names the first file which the team did not upload here */
const checkUploads = (inputs: readonly RunInput[], isThere: (reference: string) => boolean): void => {
  for (const { values } of inputs)
    for (const value of values)
      if (typeof value === "string" && /^s3:\/\//i.test(value) && !isThere(value))
        throw new HttpError(400, `Uploaded file not found on this server: ${JSON.stringify(value.slice(0, 200))}.`, {
          detail: missingUploadAdvice(value)
        })
}

/** The same key for another pipeline is another request, so the id is part of it. */
const fingerprint = (pipeline: string, body: Uint8Array): string =>
  createHash("sha256").update(`${pipeline}\n`).update(body).digest("hex")

const refuseUnsupported = (unsupported: readonly Unsupported[]): void => {
  if (unsupported.length === 0) return
  const messages = [...new Set(unsupported.map(({ message }) => message))]
  throw new HttpError(501, messages.join(" "), {
    detail: `Not available here: ${[...new Set(unsupported.map(({ what }) => what))].join(", ")}.`
  })
}

const versions: ReadonlyMap<string, string> = new Map([
  ["2", "2.0"],
  ["2.0", "2.0"],
  ["3", "3.0"],
  ["3.0", "3.0"]
])

const engineVersion = (version: RunBody["version"]): string | undefined => {
  if (version === undefined || version === null || version === "") return undefined
  const known = versions.get(String(version))
  if (known !== undefined) return known
  throw new HttpError(400, `Unknown pipeline engine: ${JSON.stringify(String(version).slice(0, 40))}.`, {
    detail: '`version` is the engine\'s, "2.0" or "3.0"; leave it out for the default.'
  })
}

/** Seconds of `Prefer: wait=20`; other preferences are ignored, as their standard asks. */
const preferredWait = (prefer: string | string[] | undefined): number | undefined => {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d+)/i.exec(String(prefer ?? ""))?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}
