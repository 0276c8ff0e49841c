/** The command line in process, with the key and address of a platform in its environment. */
import { inProcess, type InProcessOptions, type Said } from "@aixplain-ts/cli/src/inProcess.ts"
import type { Platform } from "@aixplain-ts/platform"

export type { Said } from "@aixplain-ts/cli/src/inProcess.ts"

export interface AxpOptions extends InProcessOptions {
  readonly platform?: Platform
}

export const axp = (argv: readonly string[], { env, platform, ...options }: AxpOptions = {}): Promise<Said> =>
  inProcess(argv, {
    ...options,
    env: {
      ...(platform !== undefined && { AIXPLAIN_API_KEY: platform.apiKey, BACKEND_URL: platform.url }),
      ...env
    }
  })
