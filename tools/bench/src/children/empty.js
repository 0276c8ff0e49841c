// The least that a Node process can do.
process.exitCode = 0
