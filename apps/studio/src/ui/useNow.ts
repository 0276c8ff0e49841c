/** The current time, updated every `millis`; not updated if `millis` is undefined. */
import { useEffect, useState } from "react"

export const useNow = (millis: number | undefined): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (millis === undefined) return undefined
    const timer = setInterval(() => setNow(Date.now()), millis)
    return () => clearInterval(timer)
  }, [millis])
  return now
}
