/**
 * How much a piece of code does, counted instead of timed: every step of an iteration, every look-up in a map or set, and
 * for methods that walk an array its length. The same input always gives the same count.
 */

/** Methods that walk their array or text, or part of it: counted with its length. */
const walking =
  "concat every fill filter find findIndex findLast flat flatMap forEach includes indexOf join lastIndexOf map reduce " +
  "reverse slice some sort toReversed toSorted with"

export function stepsOf(run: () => unknown): number {
  let steps = 0
  const restore: (() => void)[] = []
  const count = (owner: object, name: PropertyKey, cost: (self: any) => number): void => {
    const original = Object.getOwnPropertyDescriptor(owner, name)!
    const method = original.value as (...rest: unknown[]) => unknown
    Object.defineProperty(owner, name, {
      ...original,
      value(this: unknown, ...rest: unknown[]) {
        steps += cost(this)
        return Reflect.apply(method, this, rest)
      }
    })
    restore.push(() => Object.defineProperty(owner, name, original))
  }
  const one = (): number => 1
  for (const empty of [[], new Map(), new Set()])
    count(Object.getPrototypeOf((empty as unknown[])[Symbol.iterator]()), "next", one)
  for (const name of walking.split(" ")) count(Array.prototype, name, (self: unknown[]) => self.length)
  for (const name of ["push", "pop"]) count(Array.prototype, name, one)
  for (const name of ["get", "set", "has"]) count(Map.prototype, name, one)
  for (const name of ["add", "has"]) count(Set.prototype, name, one)
  try {
    run()
  } finally {
    for (const undo of restore) undo()
  }
  return steps
}
