import { describe, expect, it, onTestFinished } from "vitest"
import { type AssetDefinition, defineAsset, type PlatformOptions, startPlatform } from "../../src/index.ts"
import { Client } from "../http/Client.ts"

const run = ({ text }: { text: string }) => ({ data: text })
const good = { id: "o", function: "text-normalization", run } as const
const like = (change: object): AssetDefinition => ({ ...good, ...change })

describe("a custom asset is refused at the start", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["without anything", {}, "An asset has no `id`."],
    ["as undefined", undefined, "An asset must be an object (got undefined)."],
    ["with an empty id", like({ id: "" }), '`id` of an asset must be a string that is not empty (got "").'],
    ["without a function", { id: "o", run }, 'The asset "o" has no `function`.'],
    ["without run", { id: "o", function: "translation" }, 'The asset "o" has no `run`.'],
    [
      "with a function that the catalogue does not have",
      like({ function: "translaton" }),
      '`function` of the asset "o" must be a function of the catalogue. Did you mean "translation"? (got "translaton").'
    ],
    ["with run that is not a function", like({ run: 1 }), '`run` of the asset "o" must be a function (got 1).'],
    [
      "with a misspelt member",
      like({ timeuot: 1 }),
      'Unknown member "timeuot" of the asset "o". Did you mean "timeout"?'
    ],
    ["with no calls at once", like({ concurrency: 0 }), "must be a whole number of at least 1 (got 0)"],
    ["with half a call at once", like({ concurrency: 1.5 }), "must be a whole number (got 1.5)"],
    ["with NaN as a time", like({ timeout: Number.NaN }), "must be a number of at least 1 (got NaN)"],
    ["with half a rate", like({ rateLimit: { requests: 1 } }), "It has no `perMillis`"],
    ["with a word for a switch", like({ pure: "yes" }), '`pure` of the asset "o" must be true or false (got "yes").'],
    [
      "with a parameter of an unknown type",
      like({ parameters: { tone: { dataType: "txt" } } }),
      '`dataType` of the parameter "tone" of the asset "o" must be a data type (got "txt").'
    ]
  ]
  it.each(cases)("%s", async (_, definition, sentence) => {
    expect(() => defineAsset(definition as AssetDefinition)).toThrow(sentence)
    await expect(startPlatform({ assets: [definition as AssetDefinition] })).rejects.toThrow(
      sentence.replace("an asset", "asset 1 of startPlatform").replace("An asset", "Asset 1 of startPlatform")
    )
  })

  it("twice under one id", async () => {
    await expect(startPlatform({ assets: [good, good] })).rejects.toThrow(
      'Two assets of startPlatform have the id "o".'
    )
  })
})

describe("an option of startPlatform is refused by name", () => {
  const cases: readonly (readonly [object, string])[] = [
    [{ prot: 80 }, 'Unknown member "prot" of startPlatform\'s options. Did you mean "port"?'],
    [{ port: 70_000 }, "`port` of startPlatform's options must be a whole number from 0 to 65535 (got 70000)."],
    [{ port: "80" }, '(got "80")'],
    [{ host: "" }, "`host`"],
    [{ publicUrl: "example.com" }, "must be an http or https address"],
    [{ data: 1 }, "`data`"],
    [{ apiKey: "" }, "`apiKey`"],
    [{ clock: "virtaul" }, 'must be "system" or "virtual"'],
    [{ assets: {} }, "`assets` of startPlatform's options must be a list (got an object)."],
    [{ strictAssets: 1 }, "must be true or false"],
    [{ textOutputs: "inlin" }, 'must be "url" or "inline"'],
    [{ corpora: {} }, "`corpora`"],
    [{ datasets: "x" }, "`datasets`"],
    [{ allowPrivate: "no" }, "`allowPrivate`"],
    [{ faults: { rule: [] } }, 'Unknown member "rule" of it. Did you mean "rules"?'],
    [
      { faults: { rules: [{ operation: "runPipelin", fault: { type: "hang" } }] } },
      'must be an operation of the contract. Did you mean "runPipeline"?'
    ],
    [{ faults: { rules: [{ fault: { type: "dropp" } }] } }, 'must be "drop" or "hang"'],
    [{ faults: { rules: [{ fault: { type: "drop" } }] } }, "It has no `at`"],
    [{ faults: { rules: [{ fault: { type: "drop", at: "sometime" } }] } }, '(got "sometime")'],
    [{ faults: { rules: [{ fault: { type: "delay", milis: 3 } }] } }, 'Did you mean "millis"?'],
    [{ faults: { rules: [{ probability: 3, fault: { type: "expired" } }] } }, "must be a number from 0 to 1 (got 3)"],
    [{ corpora: [null] }, "item 1 is wrong: It must be an object (got null)"],
    [{ corpora: [{ file: "a.csv" }] }, "It has no `name`"],
    [{ corpora: [{ name: "a", file: "a.csv", colums: {} }] }, 'Did you mean "columns"?'],
    [{ corpora: [{ name: "a", file: "a.csv", columns: { t: { dataType: "txt" } } }] }, '"t" is wrong: `dataType`'],
    [{ datasets: [{ name: "a", file: "a.csv", function: "ocrr", input: [], output: [] }] }, 'Did you mean "ocr"?'],
    [{ studio: { dir: "x" } }, 'Unknown member "dir" of it'],
    [{ limits: { runMilis: 1 } }, 'Unknown member "runMilis" of it. Did you mean "runMillis"?'],
    [{ limits: { stepMillis: -1 } }, "`stepMillis` of it must be a number of at least 0 (got -1)"],
    [{ limits: { upload: { audio: 0 } } }, "`audio`"],
    [{ rateLimits: { requests: { requests: 0, perMillis: 1 } } }, "`requests`"],
    [{ faults: [] }, "`faults`"],
    [{ studio: "dist" }, "`studio`"],
    [{ extensions: "off" }, "`extensions`"],
    [{ onError: true }, "`onError`"]
  ]
  it.each(cases)("%j", async (options, sentence) => {
    await expect(startPlatform(options as PlatformOptions)).rejects.toThrow(sentence)
  })
})

const outcomeOf = async (asset: object, data: unknown, dataType = ["text"], code = "text") => {
  const platform = await startPlatform({ assets: [asset as AssetDefinition], textOutputs: "inline" })
  onTestFinished(() => platform.close())
  const client = new Client(platform)
  const { function: functionId, id: assetId } = asset as AssetDefinition
  const architecture = {
    nodes: [
      { number: 0, type: "INPUT", label: "In", dataType },
      {
        number: 1,
        type: "ASSET",
        label: "A",
        function: functionId,
        assetId,
        inputValues: [{ code }],
        outputValues: [{ code: "data" }]
      },
      { number: 2, type: "OUTPUT", label: "Out" }
    ],
    links: [
      { from: 0, to: 1, paramMapping: [{ from: "input", to: code }] },
      { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
    ]
  }
  const { id } = (await client.call("createPipeline", { body: { name: "A", architecture } })).body
  const { url } = (await client.call("runPipeline", { params: { id }, body: { data: { In: data } } })).body
  const params = { run: url.split("/").at(-1) as string }
  const { body } = await client.call("checkRun", { params, headers: { prefer: "wait=30" } })
  const segment = body.data?.[0]?.segments?.[0]
  return { status: body.status, error: segment?.error ?? body.error, response: segment?.response }
}

describe("what reaches a custom asset is of the catalogue's type", () => {
  const hearing = { id: "h", function: "speech-recognition", run: async () => ({ data: "heard" }) }
  it("text where text is expected, numbers written out", async () => {
    expect(await outcomeOf(good, "hello")).toMatchObject({ status: "SUCCESS", response: "hello" })
    expect(await outcomeOf(good, 12, ["number"])).toMatchObject({ status: "SUCCESS", response: "12" })
  })

  it("not an object", async () => {
    const { error } = await outcomeOf(good, { a: 1 })
    expect(error).toContain('The parameter "text" must be text, but it is a value of type object.')
  })

  it("not text where audio is expected", async () => {
    const { error } = await outcomeOf(hearing, "hello", ["text"], "source_audio")
    expect(error).toContain('The parameter "source_audio" must be audio, but it is text.')
  })

  it("anything for a utility, whose parameters are its own", async () => {
    const echo = {
      id: "u",
      function: "utilities",
      run: ({ thing }: { thing: object }) => ({ data: JSON.stringify(thing) })
    }
    expect(await outcomeOf(echo, { a: 1 }, ["text"], "thing")).toMatchObject({ response: '{"a":1}' })
  })
})

describe("what a custom asset returns is checked", () => {
  it.each([
    [() => ({}), 'The asset "o" of A returned no data.'],
    [() => ({ data: undefined }), 'The asset "o" of A returned no data.'],
    [() => undefined, "The asset of A returned undefined instead of outputs by code."],
    [() => "text", 'The asset of A returned "text" instead of outputs by code.'],
    [() => [1], "The asset of A returned a list instead of outputs by code."],
    [() => ({ pieces: "x" }), 'The asset of A returned `pieces` that are "x" instead of a list.'],
    [() => ({ pieces: [{ data: "x" }] }), "Piece 1 that the asset of A returned has no `outputs`."],
    [() => ({ pieces: [null] }), "Piece 1 that the asset of A returned has no `outputs`."],
    [() => ({ pieces: [{ outputs: {} }] }), 'The asset "o" of A returned no data.'],
    [() => ({ data: 1n }), "An output holds a bigint, which cannot be stored."]
  ])("%s", async (returning, sentence) => {
    const { error } = await outcomeOf(like({ run: returning }), "x")
    expect(error).toContain(sentence)
  })
})

describe("an output that JSON would change is refused by name", () => {
  const circle: Record<string, unknown> = {}
  circle["self"] = circle
  let deep: unknown = "x"
  for (let depth = 0; depth < 5000; depth++) deep = [deep]
  const outputs: readonly (readonly [unknown, string])[] = [
    [Number.NaN, "NaN"],
    [{ a: [Number.POSITIVE_INFINITY] }, "Infinity"],
    [10n, "a bigint"],
    [new Date(0), "a Date"],
    [{ list: [new Map([[1, 2]])] }, "a Map"],
    [new Uint8Array([255]), "a Uint8Array"],
    [
      new (class Price {
        readonly amount = 1
      })(),
      "a Price"
    ],
    [circle, "a value that contains itself"],
    [deep, "lists and objects more than 500 deep"]
  ]
  it.each(outputs)("%#", async (value, what) => {
    const { error } = await outcomeOf(like({ run: () => ({ data: value }) }), "x")
    expect(error).toContain(`An output holds ${what}, which cannot be stored.`)
  })
  it("not plain data, shared or without a prototype", async () => {
    const shared = { a: 1 }
    const value = Object.assign(Object.create(null), { one: shared, two: [shared, null, -1.5, true] })
    const { response } = await outcomeOf(like({ run: () => ({ data: value }) }), "x")
    expect(response).toBe('{"one":{"a":1},"two":[{"a":1},null,-1.5,true]}')
  })
})
