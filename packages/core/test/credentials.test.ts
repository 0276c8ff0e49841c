import { inspect } from "node:util"
import { Runs } from "@aixplain-ts/core/Runs"
import { type CredentialOptions, Credentials, resolve } from "@aixplain-ts/core/Credentials"
import * as Aixplain from "@aixplain-ts/core/Aixplain"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"

const found = (options: CredentialOptions) => {
  const { apiKey, baseUrl, keySource, problem } = resolve({ env: {}, ...options })
  return { key: apiKey && Redacted.value(apiKey), baseUrl, keySource, problem: problem?.message }
}

describe("the key", () => {
  it.each<[string, CredentialOptions, string | undefined, string | undefined]>([
    ["an option", { apiKey: "k-option" }, "k-option", "option"],
    ["a redacted option", { apiKey: Redacted.make("k-option") }, "k-option", "option"],
    ["AIXPLAIN_API_KEY", { env: { AIXPLAIN_API_KEY: "k-one" } }, "k-one", "AIXPLAIN_API_KEY"],
    ["TEAM_API_KEY", { env: { TEAM_API_KEY: "k-two" } }, "k-two", "TEAM_API_KEY"],
    ["both, equal", { env: { AIXPLAIN_API_KEY: "k", TEAM_API_KEY: "k" } }, "k", "AIXPLAIN_API_KEY"],
    [
      "both, different, with an option",
      { apiKey: "k-option", env: { AIXPLAIN_API_KEY: "a", TEAM_API_KEY: "b" } },
      "k-option",
      "option"
    ],
    ["a text with a line end from a file", { env: { TEAM_API_KEY: " k-two\n" } }, "k-two", "TEAM_API_KEY"],
    [
      "an empty variable and a set one",
      { env: { AIXPLAIN_API_KEY: "", TEAM_API_KEY: "k-two" } },
      "k-two",
      "TEAM_API_KEY"
    ]
  ])("comes from %s", (_, options, key, source) => {
    expect(found(options)).toMatchObject({ key, keySource: source, problem: undefined })
  })

  it("is missed with a sentence, and so are two that differ", () => {
    expect(found({})).toMatchObject({ key: undefined, problem: "No API key is set." })
    expect(found({ env: { AIXPLAIN_API_KEY: "a", TEAM_API_KEY: "b" } }).problem).toBe(
      "AIXPLAIN_API_KEY and TEAM_API_KEY are both set and differ."
    )
  })

  it("is not needed in a session", () => {
    expect(found({ session: true, baseUrl: "http://127.0.0.1:1" })).toMatchObject({
      key: undefined,
      problem: undefined
    })
  })

  it("is not needed in a session, but a page is", () => {
    expect(found({ session: true }).problem).toBe("A session needs a web page, and this program does not run in one.")
  })

  it("does not show when credentials are printed", () => {
    const credentials = resolve({ apiKey: "canary-key-123456", env: {} })
    expect(`${inspect(credentials)} ${JSON.stringify(credentials)}`).not.toContain("canary")
  })
})

describe("the address", () => {
  it.each<[string, CredentialOptions, string]>([
    ["the default", {}, "https://platform-api.aixplain.com"],
    ["BACKEND_URL", { env: { BACKEND_URL: "http://127.0.0.1:8799/" } }, "http://127.0.0.1:8799"],
    ["an option", { baseUrl: new URL("http://127.0.0.1:1"), env: { BACKEND_URL: "http://x" } }, "http://127.0.0.1:1"],
    ["a path, kept without its slash", { baseUrl: "https://proxy.test/aixplain/" }, "https://proxy.test/aixplain"]
  ])("comes from %s", (_, options, baseUrl) => {
    expect(found({ apiKey: "k", ...options }).baseUrl).toBe(baseUrl)
  })

  it.each([
    ["not a url", "The server address is not a URL."],
    ["ftp://host", "The server address is neither http nor https."],
    ["https://user:pw@host", "The server address holds a user name or password."],
    ["https://host/?key=1", "The server address holds a query or fragment."]
  ])("%s is refused", (baseUrl, problem) => {
    expect(found({ apiKey: "k", baseUrl }).problem).toBe(problem)
  })

  it("of a trusted origin is refused if it is not an origin", () => {
    expect(found({ apiKey: "k", trustedOrigins: ["nonsense"] }).problem).toBe(
      '"nonsense" in trustedOrigins is not an origin.'
    )
  })
})

describe("layerConfig", () => {
  const origin = Effect.map(Credentials, (credentials) => credentials.baseUrl)

  it("reads key and address from Effect's configuration", async () => {
    const provider = ConfigProvider.fromUnknown({ TEAM_API_KEY: "k", BACKEND_URL: "http://127.0.0.1:5" })
    const provided = origin.pipe(
      Effect.provide(Aixplain.layerConfig()),
      Effect.provideService(ConfigProvider.ConfigProvider, provider)
    )
    expect(await Effect.runPromise(provided)).toBe("http://127.0.0.1:5")
  })

  it("fails as an AixplainError without a key", async () => {
    const provided = Effect.flip(
      Effect.flatMap(Runs, () => Effect.void).pipe(
        Effect.provide(Aixplain.layerConfig()),
        Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromUnknown({}))
      )
    )
    expect((await Effect.runPromise(provided)).reason._tag).toBe("Unauthorized")
  })
})

describe("a key in quotes", () => {
  it.each(['"key-12345678"', "'key-12345678'", "`key-12345678`", '"key-12345678'])(
    "is refused, and not repeated: %s",
    (key) => {
      const { problem } = resolve({ apiKey: key, env: {} })
      expect(problem?.reason._tag).toBe("Unauthorized")
      expect(problem?.reason.hint).toBe("Copy it again, without quotes.")
      expect(JSON.stringify(problem)).not.toContain("12345678")
    }
  )
})
