/** Reads the values of an output one after the other, reports progress, and stops on request. */
import type { Output, SegmentValue } from "@aixplain-ts/sdk"
import { useCallback, useEffect, useRef, useState } from "react"

export interface Reading {
  /** The values read so far, in order. */
  readonly values: readonly SegmentValue[]
  readonly state: "waiting" | "reading" | "stopped" | "done" | "failed"
  readonly error?: unknown
}

/** Milliseconds between two paints while values come in. */
const paintMillis = 150

export interface Values extends Reading {
  readonly read: () => void
  readonly stop: () => void
}

/** Starts at once for a small number of values. */
export const useValues = (output: Pick<Output, "each">, isSmall: boolean): Values => {
  const [reading, setReading] = useState<Reading>({ values: [], state: isSmall ? "reading" : "waiting" })
  const running = useRef<AbortController>(undefined)
  const read = useCallback((): void => {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    setReading({ values: [], state: "reading" })
    void readAll(output, abort.signal, (next) => {
      if (running.current === abort) setReading(next)
    })
  }, [output])
  const stop = useCallback((): void => running.current?.abort(), [])
  useEffect(() => {
    if (!isSmall) return undefined
    const abort = new AbortController()
    running.current = abort
    void readAll(output, abort.signal, (next) => {
      if (running.current === abort) setReading(next)
    })
    return () => abort.abort()
  }, [output, isSmall])
  // Leaving the page also stops a read that was started with the button.
  useEffect(() => () => running.current?.abort(), [])
  return { ...reading, read, stop }
}

/** Never rejects: the last report contains the outcome. */
export const readAll = async (
  output: Pick<Output, "each">,
  signal: AbortSignal,
  tell: (reading: Reading) => void,
  timer: Pick<typeof globalThis, "setInterval" | "clearInterval"> = globalThis
): Promise<void> => {
  const values: SegmentValue[] = []
  let told = 0
  const painting = timer.setInterval(() => {
    if (values.length > told) tell({ values: [...values], state: "reading" })
    told = values.length
  }, paintMillis)
  try {
    for await (const value of output.each({ signal })) values.push(value)
    tell({ values, state: "done" })
  } catch (error) {
    tell(signal.aborted ? { values, state: "stopped" } : { values, state: "failed", error })
  } finally {
    timer.clearInterval(painting)
  }
}
