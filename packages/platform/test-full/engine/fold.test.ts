// The property tests of the fold over 100,000 graphs instead of 500; another number by FC_RUNS.
process.env["FC_RUNS"] ??= "100000"
await import("../../test/engine/RunState.property.test.ts")
