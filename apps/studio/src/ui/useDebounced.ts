/** A value, once it has not changed for a moment. */
import { useEffect, useState } from "react"

export const useDebounced = <Value>(value: Value, millis: number): Value => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis)
    return () => clearTimeout(timer)
  }, [value, millis])
  return settled
}
