/**
 * Loads what the client loads on demand, before time becomes virtual: loading takes real time, and a clock that jumps
 * would not wait for it.
 */
import "../../src/internal/onDemand/assets.ts"
import "../../src/internal/onDemand/batch.ts"
import "../../src/internal/onDemand/dataAssets.ts"
import "../../src/internal/onDemand/events.ts"
import "../../src/internal/onDemand/headers.ts"
import "../../src/internal/onDemand/payloadResolver.ts"
import "../../src/internal/onDemand/pipelineWrites.ts"
import "../../src/internal/onDemand/refusals.ts"
import "../../src/internal/onDemand/runLists.ts"
import "../../src/internal/onDemand/readers.ts"
import "../../src/internal/onDemand/uploads.ts"
import "file-type"
