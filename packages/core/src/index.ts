/** The names of core. Import by module (`@aixplain-ts/core/Runs`) for the smallest bundle. */
export * as Aixplain from "./Aixplain.ts"
export * from "./AixplainError.ts"
export type * from "./RunEvent.ts"
export type * from "./RunRef.ts"
export type * from "./RunSnapshot.ts"
