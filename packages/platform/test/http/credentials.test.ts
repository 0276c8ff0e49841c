import { expect, it } from "vitest"
import { offeredKeys } from "../../src/http/credentials.ts"

it.each([
  [{ "x-api-key": "a" }, ["a"]],
  [{ "x-aixplain-key": "b" }, ["b"]],
  [{ authorization: "Token 0123-abc" }, ["0123-abc"]],
  [{ authorization: "bearer c" }, ["c"]],
  [{ authorization: "BEARER   c  " }, ["c"]],
  [{ authorization: "Token c", "x-aixplain-key": "b", "x-api-key": "a" }, ["a", "b", "c"]],
  [{ "x-api-key": "  a " }, ["a"]],
  [{ "x-api-key": "   ", "x-aixplain-key": "b" }, ["b"]],
  [{ "x-api-key": "" }, []],
  [{ "x-api-key": ["a", "b"] }, []],
  [{ authorization: "Basic c" }, []],
  [{ authorization: "c" }, []],
  [{ authorization: "Token" }, []],
  [{ authorization: "Token c d" }, []],
  [{ authorization: "my Token c" }, []],
  [{ authorization: "Tokenc" }, []],
  [{}, []]
] as const)("a request with the headers %j offers the keys %j", (headers, keys) => {
  expect(offeredKeys(headers as never)).toEqual(keys)
})
