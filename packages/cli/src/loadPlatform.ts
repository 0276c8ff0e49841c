/** The only import of the platform: loaded when `axp dev` or `axp run <file>` needs it, never before. */
export const loadPlatform = () => import("@aixplain-ts/platform")
