/**
 * The one place that says which server the suites run against: contract, SDK and the vendor's client. Another
 * implementation (other engine, other database) is put under the same suites here.
 */
import { type Platform, type PlatformOptions, startPlatform } from "@aixplain-ts/platform"

export const startServer: (options?: PlatformOptions) => Promise<Platform> = startPlatform
