/** Texts of one filling and any length, and how the work on them grows. */

/** What foreign text is made of when it is not made of words. */
export const fillings: Readonly<Record<string, string>> = {
  letters: "a",
  capitals: "A",
  digits: "7",
  spaces: " ",
  "no-break spaces": "\u00a0",
  "zero-width spaces": "\u200b",
  newlines: "\n",
  "carriage returns": "\r\n",
  lines: "a\n",
  words: "word ",
  names: "Paris, ",
  prices: "$5 and ",
  "swear words": "shit ",
  sentences: "Hi there. ",
  quotes: '"',
  apostrophes: "'a",
  dots: ".",
  commas: ",",
  hyphens: "a-",
  "opening brackets": "(",
  braces: "{{",
  comments: "/*",
  addresses: "http://",
  mail: "a@",
  base64: "QUJD+/",
  emoji: "🎉",
  "joined emoji": "👩‍",
  "combining marks": "\u0301",
  accents: "a\u0301",
  Chinese: "漢",
  "right to left": "\u202eא"
}

export const filled = (filling: string, length: number): string => {
  const text = filling.repeat(Math.ceil(length / filling.length)).slice(0, length)
  return `ab ${text} cd`
}

/** Milliseconds of this thread's processor. */
const millisOf = async (work: () => unknown): Promise<number> => {
  const before = process.threadCpuUsage()
  await work()
  return process.threadCpuUsage(before).user / 1000
}

const times = 4
/** Linear work makes it about 4, work in the square of the length 16. */
const most = 9
/** Below this a measurement says nothing. */
const noticeable = 8

/**
 * Undefined when the work on four times the length takes about four times as long; else what was measured. The best of
 * several tries counts: a collection of garbage in between makes a measurement longer, nothing makes it shorter.
 */
export const tooMuch = async (work: (length: number) => unknown, length: number): Promise<string | undefined> => {
  let short = Number.POSITIVE_INFINITY
  let long = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 4; attempt++) {
    long = Math.min(long, await millisOf(() => work(length * times)))
    // Whatever the short text takes.
    if (long < most * noticeable) return undefined
    short = Math.min(short, await millisOf(() => work(length)))
    if (long < most * short) return undefined
  }
  return `${length} characters: ${short.toFixed(1)} ms, ${length * times} characters: ${long.toFixed(1)} ms`
}
