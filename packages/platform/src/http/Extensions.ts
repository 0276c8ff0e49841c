/** What this server offers beyond the wire it imitates. Declared on every answer, so that clients use nothing else. */
export const extensions = [
  "idempotency-key",
  "if-match",
  "prefer-wait",
  "problems",
  "cancel",
  "runs",
  "steps",
  "log",
  "events",
  "files",
  "content-digest",
  "session",
  "health"
] as const
