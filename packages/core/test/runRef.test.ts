import type { RunRefInput } from "@aixplain-ts/core/RunRef"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { makeRef, readRef, trustedPoll } from "../src/runs/runRef.ts"
import { seeded } from "./support/properties.ts"

const place = { baseUrl: "https://platform.test", trustedOrigins: ["https://also.test"] }
const uuid = "cf9728ff-9a38-4cf8-87c8-41edf2ad46eb"
const poll = `https://platform.test/assets/pipeline/execution/check/${uuid}`

const read = (input: RunRefInput) => {
  const found = readRef(place, input)
  return "ref" in found ? found.ref : found.problem.message
}

describe("what names a run", () => {
  it.each<[string, RunRefInput]>([
    ["its id", uuid],
    ["its poll URL", poll],
    ["a reference", { v: 1, id: uuid, url: poll }],
    ["the JSON of one", JSON.stringify({ v: 1, id: uuid, url: poll, later: "member" })],
    ["the poll URL of another host", `https://elsewhere.test/assets/pipeline/execution/check/${uuid}`],
    ["its id with spaces around", ` ${uuid}\n`]
  ])("is %s", (_, input) => {
    expect(read(input)).toEqual({ v: 1, id: uuid, url: poll })
  })

  it("keeps pipeline and start of a reference", () => {
    const ref = { v: 1, id: uuid, url: poll, pipeline: "p1", startedAt: "2026-03-01T00:00:00.000Z" } as const
    expect(read(ref)).toEqual(ref)
  })

  it.each<[unknown, string]>([
    ["", "The value is neither a poll URL nor a run id."],
    ["two words", "The value is neither a poll URL nor a run id."],
    ["../../admin", "The value is neither a poll URL nor a run id."],
    [{ v: 2, id: uuid }, "The run reference has a version that this client does not support."],
    [{ v: 1 }, "The run reference has no run id."],
    ["{}", "The run reference has a version that this client does not support."],
    [null, "The value does not identify a run."],
    ["https://evil.test/steal", "The poll URL is on another origin (https://evil.test); the key is not sent there."]
  ])("is not %j", (input, sentence) => {
    expect(read(input as RunRefInput)).toBe(sentence)
  })
})

describe("a poll URL", () => {
  it("loses its query and credentials, which could hold secrets", () => {
    expect(
      trustedPoll(place, `https://user:pw@platform.test/assets/pipeline/execution/check/${uuid}?token=s#x`)
    ).toEqual({ id: uuid, url: poll })
  })

  it("may lie on an origin that is trusted", () => {
    const url = `https://also.test/other/check/${uuid}`
    expect(trustedPoll(place, url)).toEqual({ id: uuid, url })
  })

  it("never leads the key anywhere else, whatever an answer holds", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), fc.constant(poll)),
        (url) => {
          const found = trustedPoll(place, url)
          if ("problem" in found) return
          expect([place.baseUrl, ...place.trustedOrigins]).toContain(new URL(found.url).origin)
        }
      ),
      seeded(200)
    )
  })
})

describe("a reference", () => {
  it("has at most 512 bytes as JSON, whatever the server names", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 600 }),
        fc.stringMatching(/^[a-z0-9-]{1,128}$/),
        fc.nat({ max: 400 }),
        (pipeline, id, length) => {
          const ref = makeRef(place, {
            id,
            url: `https://platform.test/${"x".repeat(length)}/${id}`,
            pipeline,
            startedAt: "2026-03-01T00:00:00.000Z"
          })
          expect(new TextEncoder().encode(JSON.stringify(ref)).length).toBeLessThanOrEqual(512)
          expect(ref.id).toBe(id)
        }
      ),
      seeded(200)
    )
  })
})
