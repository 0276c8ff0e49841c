/**
 * The JavaScript half of the sandbox, run inside QuickJS before the script: gives it `console`, passes it its inputs, and
 * reports in one sentence what is wrong with the value that it returned.
 *
 * Its value is the function that the host calls: `invoke(namespace, requestText)`, a promise of the answer as text.
 */
;(() => {
  const { parse, stringify } = JSON
  const source = Function.prototype.call.bind(Function.prototype.toString)
  const print = globalThis.__print
  delete globalThis.__print

  const show = (value) => {
    if (typeof value === "string") return value
    if (value instanceof Error)
      return value.stack ? value.name + ": " + value.message + "\n" + value.stack : String(value)
    try {
      return typeof value === "object" && value !== null ? (stringify(value) ?? String(value)) : String(value)
    } catch {
      return Object.prototype.toString.call(value)
    }
  }
  let hasRoom = true
  const log = (...values) => {
    if (hasRoom) hasRoom = print(values.map(show).join(" ") + "\n")
  }
  globalThis.console = { log, info: log, debug: log, warn: log, error: log, trace: log }
  globalThis.module = { exports: {} }
  globalThis.exports = globalThis.module.exports

  let entry
  globalThis.__enter = (main) => {
    entry = main
    delete globalThis.__enter
  }

  class Failure extends Error {}
  const fail = (kind, message) => {
    throw Object.assign(new Failure(message), { kind })
  }

  /** One pass by index: a pattern would look for the end of each of many opened comments up to the end of the text. */
  const withoutComments = (text) => {
    let kept = ""
    for (let at = 0; at < text.length;) {
      const open = text.indexOf("/", at)
      if (open < 0) return kept + text.slice(at)
      const mark = text[open + 1]
      const isComment = mark === "*" || mark === "/"
      kept += text.slice(at, isComment ? open : open + 1) + (isComment ? " " : "")
      at = open + 1
      if (!isComment) continue
      const close = mark === "*" ? text.indexOf("*/", open + 2) : text.indexOf("\n", open + 2)
      if (close < 0) return kept
      at = mark === "*" ? close + 2 : close
    }
    return kept
  }

  /** The names that a function gives its parameters, with "" for patterns and rests. */
  const parametersOf = (main) => {
    const text = withoutComments(source(main))
    const single = /^(?:async\s+)?([\w$]+)\s*=>/.exec(text)
    if (single) return [{ name: single[1], optional: false }]
    const open = text.indexOf("(")
    const parts = [""]
    let depth = 0
    let quote = ""
    for (const char of text.slice(open + 1)) {
      if (quote) {
        if (char === quote) quote = ""
      } else if (char === '"' || char === "'" || char === "`") quote = char
      else if ("([{".includes(char)) depth++
      else if (")]}".includes(char) && depth-- === 0) break
      else if (char === "," && depth === 0) {
        parts.push("")
        continue
      }
      parts[parts.length - 1] += char
    }
    return parts
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .map((part) => {
        const name = /^[\w$]+/.exec(part)?.[0] ?? ""
        return { name, optional: part.includes("=") }
      })
  }

  /** By name where the parameters are input codes, else one object with all of them. */
  const argumentsFor = (name, main, inputs) => {
    const parameters = parametersOf(main)
    const simple = parameters.every((parameter) => parameter.name !== "")
    const linked = parameters.some((parameter) => Object.hasOwn(inputs, parameter.name))
    if (parameters.length === 0 || !simple || (parameters.length === 1 && !linked)) return [inputs]
    const missing = parameters.filter((parameter) => !parameter.optional && !Object.hasOwn(inputs, parameter.name))
    if (missing.length > 0) {
      const codes = Object.keys(inputs).join(", ") || "none"
      const asked = missing.map((parameter) => parameter.name).join(", ")
      fail("exception", name + ": main asks for " + asked + ", but the inputs linked to this node are " + codes + ".")
    }
    return parameters.map((parameter) => inputs[parameter.name])
  }

  const short = (where) => (where.length > 120 ? where.slice(0, 120) + "…" : where)

  const kindOf = (value) => {
    if (value === null || value === undefined) return String(value)
    if (typeof value !== "object") return "a " + typeof value
    const name = value.constructor?.name ?? "object"
    return (/^[AEIOU]/i.test(name) ? "an " : "a ") + name
  }

  /** Where a returned value is not JSON; undefined when it is. Walks without recursion. */
  const faultIn = (root) => {
    const above = new Set()
    const stack = [[root, "", 0, false]]
    while (stack.length > 0) {
      let [value, where, depth, leaving] = stack.pop()
      if (leaving) {
        above.delete(value)
        continue
      }
      if (value !== null && typeof value === "object" && typeof value.toJSON === "function") value = value.toJSON()
      if (value === null || typeof value === "string" || typeof value === "boolean") continue
      if (value === undefined) return short(where) + " is undefined, which JSON cannot hold; return null"
      if (typeof value === "number") {
        if (!Number.isFinite(value)) return short(where) + " is " + value + ", which JSON cannot hold"
        if (Number.isInteger(value) && !Number.isSafeInteger(value))
          return short(where) + " is an integer beyond 2**53, which JavaScript rounds; return it as text"
        if (Object.is(value, -0)) return short(where) + " is -0, which JSON readers turn into 0; return 0"
        continue
      }
      const closed =
        value instanceof Map ||
        value instanceof Set ||
        value instanceof WeakMap ||
        value instanceof WeakSet ||
        value instanceof Promise ||
        value instanceof ArrayBuffer ||
        ArrayBuffer.isView(value) ||
        value instanceof RegExp ||
        value instanceof Error
      if (typeof value !== "object" || closed)
        return short(where) + " is " + kindOf(value) + ", which is not a JSON value"
      if (above.has(value)) return short(where) + " contains itself"
      if (depth >= 100) return short(where) + " is nested deeper than 100 levels"
      above.add(value)
      stack.push([value, where, depth, true])
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index++)
          stack.push([value[index], where + "[" + index + "]", depth + 1, false])
      } else {
        // A property that is undefined is one that is not there, as for JSON.stringify.
        for (const key of Object.keys(value))
          if (value[key] !== undefined) stack.push([value[key], where + "[" + stringify(key) + "]", depth + 1, false])
      }
    }
    return undefined
  }

  const segmentsText = (name, result) => {
    if (!Array.isArray(result)) {
      fail("result", name + ": main returned " + kindOf(result) + " instead of a list of segments.")
    }
    for (let index = 0; index < result.length; index++) {
      const segment = result[index]
      if (segment === null || typeof segment !== "object" || Array.isArray(segment)) {
        const what = kindOf(segment)
        fail(
          "result",
          name + ": item " + index + " of what main returned is " + what + " instead of a segment (an object)."
        )
      }
    }
    const fault = faultIn(result)
    if (fault !== undefined) fail("result", name + ": main returned a list whose item " + fault + ".")
    return stringify(result)
  }

  return async (namespace, requestText) => {
    const { name, inputs } = parse(requestText)
    const exported = globalThis.module.exports
    const main = entry ?? namespace?.default ?? exported?.main ?? exported
    if (typeof main !== "function") {
      fail(
        "result",
        name + " defines no function main: write export function main({ inputCode }) that returns segments."
      )
    }
    return '{"segments":' + segmentsText(name, await main(...argumentsFor(name, main, inputs))) + "}"
  }
})()
