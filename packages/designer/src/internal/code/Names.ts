/** Names for variables in generated code: from labels where they make some, unique, never a word of the language. */

const reserved: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield " +
    "n definePipeline"
  ).split(" ")
)

export const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text)

/** Gives out names, each once. */
export class Names {
  readonly #taken = new Set<string>()

  /** The wanted text as it is where it is a name, else one made of it; with a number where that is taken. */
  takeAsIs(wanted: string): string {
    return this.#take(isIdentifier(wanted) ? wanted : camelCase(wanted))
  }

  /** A name in camel case made of the wanted text; with a number where that is taken. */
  take(wanted: string): string {
    return this.#take(camelCase(wanted))
  }

  #take(base: string): string {
    let name = base
    for (let count = 2; this.#taken.has(name) || reserved.has(name); count++) name = `${base}${count}`
    this.#taken.add(name)
    return name
  }
}

/** `Review triage` → `reviewTriage`; letters that no plain identifier has are left out. */
function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "")
  const [first = "", ...rest] = words
  const name = lowerFirst(first) + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
  return /^[A-Za-z]/.test(name) ? name : `node${name}`
}

/** `ASR score` starts with an abbreviation, which is lowered whole. */
const lowerFirst = (word: string): string =>
  word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1)
