/** The implementation of `Outputs`: results by label. Reading what lies behind them is in `readers.lazy.ts`. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import { type Output, Outputs, type RunResult } from "../Outputs.ts"
import type { RunRef } from "../RunRef.ts"
import type { OutputSnapshot, RunSnapshot } from "../RunSnapshot.ts"
import { streamOf } from "../files/Chunks.ts"
import { Http } from "../http/Http.ts"
import { about } from "../runs/runRef.ts"
import { lazy } from "../runtime/lazy.ts"
import type { Readers } from "./Readers.lazy.ts"

const quoted = (labels: readonly string[]): string => labels.map((label) => `"${label}"`).join(", ")

export const makeOutputs = Effect.gen(function* () {
  const http = yield* Http
  const part = lazy(() => import("./Readers.lazy.ts"))

  const output = (snapshot: OutputSnapshot, run?: RunRef): Output => {
    const readers = Effect.map(part, (loaded) => loaded.makeReaders(http, snapshot, run))
    const reading = <A>(use: (read: Readers) => Effect.Effect<A, AixplainError>) =>
      about(run, Effect.flatMap(readers, use))
    return {
      ...snapshot,
      failed: snapshot.segments.filter((segment) => !segment.success),
      text: () => reading((read) => read.text()),
      json: () => reading((read) => read.json()),
      bytes: () => reading((read) => read.bytes()),
      stream: () => streamOf(Effect.flatMap(readers, (read) => read.open)),
      saveTo: (path) => reading((read) => read.saveTo(path)),
      values: () => reading((read) => read.values()),
      each: () => Stream.unwrap(Effect.map(readers, (read) => read.each()))
    }
  }

  const result = (snapshot: RunSnapshot): RunResult => {
    const ref: RunRef = { v: 1, id: snapshot.id, url: snapshot.url }
    const data = snapshot.outputs.map((item) => output(item, ref))
    const outputs: Record<string, Output> = {}
    for (const item of data.toSorted((a, b) => (a.nodeId ?? 0) - (b.nodeId ?? 0)))
      if (!Object.hasOwn(outputs, item.label)) outputs[item.label] = item
    return {
      ...snapshot,
      data,
      outputs,
      output: (label) => {
        const found = Object.hasOwn(outputs, label) ? outputs[label] : undefined
        if (found !== undefined) return found
        const labels = Object.keys(outputs)
        throw new AixplainError({
          operation: "RunResult.output",
          reason: new InvalidInput({
            message:
              labels.length === 0
                ? `There is no output "${label}": the run has no outputs.`
                : `There is no output "${label}". There is ${quoted(labels)}.`,
            parameter: "label",
            runRef: ref
          })
        })
      },
      outputOf: (nodeId) => data.find((item) => item.nodeId === nodeId)
    }
  }

  return Outputs.of({ result, output: (snapshot) => output(snapshot) })
})
