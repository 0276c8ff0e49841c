/** Formats times, sizes and numbers. Pure: the current time is an argument. */

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" })
const absolute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" })
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" })
const whole = new Intl.NumberFormat("en")

export const count = (value: number): string => whole.format(value)

export const counted = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? "" : "s"}`

/** `just now`, `3 min. ago`, `yesterday`. */
export const ago = (iso: string, now: number): string => {
  const seconds = (Date.parse(iso) - now) / 1000
  if (Number.isNaN(seconds)) return iso
  if (Math.abs(seconds) < 10) return "just now"
  const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
    ["second", 60],
    ["minute", 60],
    ["hour", 24],
    ["day", 30],
    ["month", 12]
  ]
  let value = seconds
  for (const [unit, most] of units) {
    if (Math.abs(value) < most) return relative.format(Math.round(value), unit)
    value /= most
  }
  return relative.format(Math.round(value), "year")
}

export const moment = (iso: string): string => {
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : absolute.format(time)
}

/** `14:02:31`. */
export const timeOfDay = (iso: string): string => {
  const time = Date.parse(iso)
  return Number.isNaN(time) ? iso : clock.format(time)
}

/** `0.42 s`, `12.4 s`, `3:07`, `2:03:10`. */
export const duration = (millis: number): string => {
  const seconds = Math.max(0, millis) / 1000
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60]
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"))
  return parts[0] === 0 ? `${parts[1]}:${rest}` : `${Number(hours)}:${minutes}:${rest}`
}

export const bytes = (size: number): string => {
  if (size < 1000) return `${size} B`
  if (size < 1_000_000) return `${(size / 1000).toFixed(1)} kB`
  return `${(size / 1_000_000).toFixed(1)} MB`
}

/** The beginning of an id, short enough to remember. */
export const shortId = (id: string): string => id.slice(0, 8)
