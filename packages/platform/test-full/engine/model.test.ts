// The model-based test with 10,000 random commands and more; another number of command lists by FC_RUNS.
process.env["FC_RUNS"] ??= "400"
await import("../../test/engine/model.test.ts")
