/**
 * A platform and a client that communicate over HTTP, for one test. When the test ends, every exchange must conform
 * to the contract, and the platform is removed.
 */
import type { Platform, PlatformOptions } from "@aixplain-ts/platform"
import { Aixplain, type ClientOptions } from "@aixplain-ts/sdk"
import { expect, onTestFinished } from "vitest"
import { Recorder } from "./Recorder.ts"
import { startServer } from "./startServer.ts"

export interface Connected {
  readonly platform: Platform
  readonly aixplain: Aixplain
  readonly recorder: Recorder
  /** Another client of the same platform, recorded too. */
  readonly client: (options?: ClientOptions) => Aixplain
}

/** Exchanges with scripted faults are not checked against the contract: they are wrong on purpose. */
export interface ConnectOptions extends PlatformOptions {
  readonly client?: ClientOptions
  readonly lawless?: boolean
}

export const connect = async ({ client: own, lawless, ...options }: ConnectOptions = {}): Promise<Connected> => {
  const platform = await startServer(options)
  const recorder = new Recorder()
  onTestFinished(async () => {
    await platform.close()
    if (lawless !== true) expect(recorder.differences({ extended: options.extensions !== false })).toEqual([])
  })
  const client = (more: ClientOptions = {}): Aixplain =>
    new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url, fetch: recorder.fetch, ...own, ...more })
  return { platform, recorder, client, aixplain: client() }
}
