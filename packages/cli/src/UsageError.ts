/** The command line itself is wrong: exit code 2, one sentence and what to type instead. */
export class UsageError extends Error {
  override readonly name = "UsageError"
  readonly hint: string | undefined
  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}
