/**
 * Loads what the client loads on demand, before time becomes virtual: loading takes real time, and a clock that jumps
 * would not wait for it.
 */
import "../../src/assets/assets.lazy.ts"
import "../../src/runs/batch.lazy.ts"
import "../../src/assets/dataAssets.lazy.ts"
import "../../src/runs/events.lazy.ts"
import "../../src/http/headers.lazy.ts"
import "../../src/runs/payloadResolver.lazy.ts"
import "../../src/pipelines/writes.lazy.ts"
import "../../src/http/refusals.lazy.ts"
import "../../src/runs/lists.lazy.ts"
import "../../src/outputs/readers.lazy.ts"
import "../../src/files/uploads.lazy.ts"
import "file-type"
