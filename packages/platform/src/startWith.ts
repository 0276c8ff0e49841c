/**
 * Puts a server together: store, files, engine, routes, socket, in that order, and takes it apart again. The one place
 * that knows all of them.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { builtIns } from "./assets/index.ts"
import type { SavePipeline } from "@aixplain-ts/api-types"
import type { AssetDefinition } from "./assets/AssetDefinition.ts"
import { systemClock, VirtualClock, type Clock } from "./clock/Clock.ts"
import type { Engine } from "./engine/Engine.ts"
import { filesWith } from "./files/Files.ts"
import { faultScript } from "./faults/faultScript.ts"
import { diskBlobs, memoryBlobs } from "./files/BlobStore.ts"
import { openDataAssets } from "./files/DataAssets.ts"
import { defaultUploadLimits } from "./files/mediaTypes.ts"
import { isPublic, publicFetch } from "./files/PublicFetch.ts"
import { serverFiles, type ServerFiles } from "./files/ServerFiles.ts"
import { openSignatures } from "./files/Signatures.ts"
import { Closers } from "./http/Closers.ts"
import { corsHeaders } from "./http/cors.ts"
import { dispatcher } from "./http/dispatcher.ts"
import { extensions } from "./http/extensions.ts"
import { troubleOf } from "./http/failures.ts"
import { hosts } from "./http/Hosts.ts"
import { listen } from "./http/HttpServer.ts"
import { openPages } from "./http/Pages.ts"
import { rateLimiter } from "./http/RateLimits.ts"
import { RequestLog } from "./http/RequestLog.ts"
import { openSessions } from "./http/Sessions.ts"
import { checkFaultRule, checkOptions } from "./checkOptions.ts"
import type { Platform, PlatformOptions } from "./PlatformOptions.ts"
import type { Handlers } from "./http/Exchange.ts"
import { catalogueRoutes } from "./routes/catalogue.ts"
import { dataAssetRoutes } from "./routes/dataAssets.ts"
import { Documents } from "./routes/Documents.ts"
import { fileRoutes } from "./routes/files.ts"
import { modelRoutes } from "./routes/models.ts"
import { pipelineRoutes } from "./routes/pipelines.ts"
import { runHistoryRoutes } from "./routes/runHistory.ts"
import { runRoutes } from "./routes/runs.ts"
import { serviceRoutes } from "./routes/service.ts"
import { openDatabase, type Database } from "./store/Database.ts"
import { defaultTeam, developmentKey, openKeys } from "./store/Keys.ts"
import { openPipelines } from "./store/Pipelines.ts"
import { openUploads } from "./store/Uploads.ts"

export interface EngineParts {
  readonly database: Database
  readonly clock: Clock
  readonly files: ServerFiles
  /** Origin for URLs in answers. */
  readonly baseUrl: () => string
  readonly assets: readonly AssetDefinition[]
  readonly options: PlatformOptions
}

/** What the platform needs of an engine besides its port. */
export interface OwnedEngine extends Engine {
  close(): Promise<void>
  /** Told of every document that is saved. */
  saved?(architecture: SavePipeline["architecture"]): void
}

const MiB = 1024 * 1024
const limitsOf = ({ data, limits = {} }: PlatformOptions) => ({
  bodyBytes: 10 * MiB,
  bodyDepth: 100,
  bodyMillis: 30_000,
  headMillis: 10_000,
  uploadIdleMillis: 30_000,
  idleMillis: 75_000,
  headerBytes: 32 * 1024,
  connections: 10_000,
  nodes: 10_000,
  scriptBytes: MiB,
  fetchBytes: 300 * MiB,
  fetchMillis: 60_000,
  uploadUrlMillis: 3_600_000,
  temporaryMillis: 7 * 24 * 3_600_000,
  waitMillis: 60_000,
  drainMillis: data === undefined ? 0 : 10_000,
  ...limits,
  upload: { ...defaultUploadLimits, ...limits.upload }
})

type StartEngine = (parts: EngineParts) => Promise<OwnedEngine> | OwnedEngine

/** Starts a server with a given engine; `startPlatform` in `index.ts` is this with the real one. */
export const startWith =
  (startEngine: StartEngine) =>
  async (options: PlatformOptions = {}): Promise<Platform> => {
    checkOptions(options)
    const closers = new Closers()
    try {
      return await assemble(startEngine, options, closers)
    } catch (error) {
      await closers.close()
      throw error
    }
  }

const assemble = async (startEngine: StartEngine, options: PlatformOptions, closers: Closers): Promise<Platform> => {
  const limits = limitsOf(options)
  const extended = options.extensions !== false
  const clock = options.clock === "virtual" ? new VirtualClock() : systemClock()
  const now = (): number => clock.now()
  const date = (): number => clock.date()
  const report = guarded(options.onError ?? reportToStderr)
  closers.add(() => clock.close())

  const database = openDatabase({
    warn: (sentence) => void process.stderr.write(`aixplain-ts platform: ${sentence}\n`),
    now: date,
    ...(options.data === undefined ? {} : { directory: options.data })
  })
  closers.add(() => database.close())
  clock.resume(database.served())
  const keys = openKeys(database, date)
  const apiKey = developmentKey(keys, options.data, options.apiKey)
  const pipelines = openPipelines(database, clock)
  const documents = new Documents({ nodes: limits.nodes, links: limits.nodes * 5, prompt: 100_000 })
  const signatures = openSignatures(options.data)

  // The port is known once the server listens; until then nobody can ask for it.
  let place: { readonly url: string; readonly ownHosts: ReturnType<typeof hosts> } | undefined
  let engine: OwnedEngine | undefined
  const baseUrl = (): string => place?.url ?? ""
  const files = serverFiles({
    uploads: openUploads(database, clock),
    blobs: options.data === undefined ? memoryBlobs() : await diskBlobs(join(options.data, "files")),
    signatures,
    fetch: publicFetch({
      isAllowed: options.allowPrivate === true ? () => true : isPublic,
      bytes: limits.fetchBytes,
      millis: limits.fetchMillis
    }),
    limits: limits.upload,
    temporaryMillis: limits.temporaryMillis,
    output: async (run, token, n) => engine?.output(run, token, n),
    ownPath: (url) => ownPath(url, place?.ownHosts),
    now
  })
  await files.sweep()
  const dataAssets = openDataAssets(options.corpora ?? [], options.datasets ?? [], filesWith(files, baseUrl), (error) =>
    report(error, "data assets")
  )

  const requests = new RequestLog()
  const faults = faultScript(options.faults ?? {}, clock, checkFaultRule)
  const closing = new AbortController()
  // Requests that come before everything is put together wait for it.
  let setReady: (handle: ReturnType<typeof dispatcher>) => void = () => {}
  const ready = new Promise<ReturnType<typeof dispatcher>>((resolve) => {
    setReady = resolve
  })
  const server = await listen({
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    limits,
    head: !extended ? corsHeaders : { ...corsHeaders, "aixplain-extensions": extensions.join(", ") },
    handle: (request, response) => {
      void ready.then((handle) => handle(request, response))
    }
  })
  closers.add(() => server.close(limits.drainMillis === 0 ? 0 : 1000))
  closers.add(() => closing.abort())
  const { port, address } = server
  const { publicUrl } = options
  const ownHosts = hosts({ port, address, ...(publicUrl === undefined ? {} : { publicUrl }) })
  place = { url: ownHosts.origin(undefined), ownHosts }
  const { url } = place

  const assets = [...builtIns, ...(options.assets ?? [])]
  const started = await startEngine({ database, clock, files, baseUrl, assets, options })
  engine = started
  closers.add(() => started.close())
  let drained: Promise<void> | undefined
  const drain = (): Promise<void> => (drained ??= started.drain(limits.drainMillis))
  const isDraining = (): boolean => drained !== undefined
  const sessions = openSessions({ port, now, directory: options.data, report: (error) => report(error, "sign-in") })
  const hosted = {
    ...pipelineRoutes({
      pipelines,
      documents,
      extended,
      hasScript: files.hasScript,
      saved: (architecture) => started.saved?.(architecture)
    }),
    ...runRoutes({
      engine: started,
      pipelines,
      documents,
      readColumn: () => dataAssets.column,
      hasUpload: (team, reference) => files.uploadOf(team, reference) !== undefined,
      isDraining,
      longestWait: extended ? limits.waitMillis : 0,
      extended
    }),
    ...fileRoutes({ files, signatures, now, ...limits, idleMillis: limits.uploadIdleMillis }),
    ...dataAssetRoutes(dataAssets),
    ...catalogueRoutes(assets),
    ...modelRoutes({ assets, pipelines, documents, strict: options.strictAssets ?? false })
  }
  // Total: an operation of the contract without a handler does not compile.
  const handlers: Handlers = {
    ...hosted,
    ...runHistoryRoutes({ engine: started, clock }),
    ...serviceRoutes({ version, extensions, isDraining, sessions })
  }
  setReady(
    dispatcher({
      handlers: extended ? handlers : hosted,
      hosts: ownHosts,
      extensions: extended ? extensions : [],
      limits: { bytes: limits.bodyBytes, depth: limits.bodyDepth, millis: limits.bodyMillis },
      teamOf: keys.teamOf,
      sessionTeam: sessions.team,
      rates: options.rateLimits === undefined ? undefined : rateLimiter(options.rateLimits, clock),
      faults,
      pages: options.studio === undefined ? undefined : openPages(options.studio),
      requests,
      now: date,
      closing: closing.signal,
      report
    })
  )

  let closed: Promise<void> | undefined
  const shut = async (): Promise<void> => {
    try {
      await drain()
    } finally {
      await closers.close()
    }
  }
  const close = (): Promise<void> => (closed ??= shut())
  return {
    url,
    port,
    apiKey,
    requests,
    faults,
    clock: {
      now: date,
      advance: async (by) => {
        await virtual(clock).advance(millisOf(by))
      },
      step: (by) => virtual(clock).step(millisOf(by))
    },
    createKey: (team) => keys.create(team, "made by the platform's owner"),
    signInUrl: () => `${url}/#code=${sessions.code(defaultTeam)}`,
    drain,
    close,
    [Symbol.asyncDispose]: close
  }
}

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  readonly version: string
}

/** What someone else's function does with a fault must not become another one. */
const guarded =
  (report: (error: unknown, requestId: string) => void) =>
  (error: unknown, requestId: string): void => {
    try {
      report(error, requestId)
    } catch (failure) {
      reportToStderr(failure, requestId)
    }
  }

/** Milliseconds for which the same trouble is not told again: a full disk fails every request. */
const troubleEvery = 60_000
const told = new Map<string, number>()

const reportToStderr = (error: unknown, requestId: string): void => {
  const trouble = troubleOf(error)
  if (trouble !== undefined) {
    const now = performance.now()
    if (now < (told.get(trouble) ?? Number.NEGATIVE_INFINITY) + troubleEvery) return
    told.set(trouble, now)
  }
  const text = trouble ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.stderr.write(`aixplain-ts platform, request ${requestId}: ${text}\n`)
}

/** The path of a URL that leads back to this server, so that it is read from the store and not over the network. */
const ownPath = (url: string, ownHosts: ReturnType<typeof hosts> | undefined): string | undefined => {
  const parsed = URL.parse(url)
  if (parsed === null || ownHosts?.isOwn(parsed.host) !== true) return undefined
  return parsed.pathname
}

const units: Readonly<Record<string, number>> = {
  millis: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000
}

const virtual = (clock: Clock): VirtualClock => {
  if (clock instanceof VirtualClock) return clock
  throw new Error('Only a virtual clock can be moved: start the platform with { clock: "virtual" }.')
}

const millisOf = (text: number | string): number => {
  if (typeof text === "number") return text
  const [, number, unit = ""] = /^(-?\d+(?:\.\d+)?) ([a-z]+)$/.exec(text) ?? []
  const factor = units[unit] ?? units[unit.replace(/s$/, "")]
  if (number === undefined || factor === undefined)
    throw new Error(
      `${JSON.stringify(text)} is not a duration. Write a number of milliseconds, or for example "6 hours".`
    )
  return Number(number) * factor
}
