/** Seeds and numbers of property tests: fixed here, overridable by FC_SEED and FC_RUNS. */
export const seeded = (numRuns: number): { readonly seed: number; readonly numRuns: number } => ({
  seed: Number(process.env["FC_SEED"] ?? 20_260_301),
  numRuns: Number(process.env["FC_RUNS"] ?? numRuns)
})
