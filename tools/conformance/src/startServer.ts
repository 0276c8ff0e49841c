/**
 * The server that all suites run against: contract, SDK and the vendor's client. To test another implementation
 * (engine, database) with the same suites, start it here.
 */
import { type Platform, type PlatformOptions, startPlatform } from "@aixplain-ts/platform"

export const startServer: (options?: PlatformOptions) => Promise<Platform> = startPlatform
