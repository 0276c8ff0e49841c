/** The implementation of `Outputs`: results by label. `readers.lazy.ts` reads them. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import { type Output, Outputs, type RunResult } from "../Outputs.ts"
import type { RunRef } from "../RunRef.ts"
import type { OutputSnapshot, RunSnapshot } from "../RunSnapshot.ts"
import { Http } from "../http/Http.ts"
import { about } from "../runs/runRef.ts"
import { lazy, lazyMethods } from "../runtime/lazy.ts"

const quoted = (labels: readonly string[]): string => labels.map((label) => `"${label}"`).join(", ")

const make = Effect.gen(function* () {
  const http = yield* Http
  const part = lazy(() => import("./readers.lazy.ts"))

  const output = (snapshot: OutputSnapshot, run?: RunRef): Output => {
    const readers = about(
      run,
      Effect.map(part, (loaded) => loaded.makeReaders(http, snapshot, run))
    )
    return {
      ...snapshot,
      failed: snapshot.segments.filter((segment) => !segment.success),
      ...lazyMethods(
        readers,
        {
          text: "effect",
          json: "effect",
          bytes: "effect",
          saveTo: "effect",
          values: "effect",
          each: "stream",
          stream: "stream"
        },
        (effect) => about(run, effect)
      )
    }
  }

  const result = (snapshot: RunSnapshot): RunResult => {
    const ref: RunRef = { v: 1, id: snapshot.id, url: snapshot.url }
    const data = snapshot.outputs.map((item) => output(item, ref))
    const first = new Map<string, Output>()
    for (const item of data.toSorted((a, b) => (a.nodeId ?? 0) - (b.nodeId ?? 0)))
      if (!first.has(item.label)) first.set(item.label, item)
    // Not by assignment: a label may be "__proto__".
    const outputs: Readonly<Record<string, Output>> = Object.fromEntries(first)
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
                ? `Output not found: "${label}". The run has no outputs.`
                : `Output not found: "${label}". The run has ${quoted(labels)}.`,
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

export const layer = Layer.effect(Outputs, make)
