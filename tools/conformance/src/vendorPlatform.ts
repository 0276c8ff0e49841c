/** A platform with everything that the vendor's Python scripts use, and the scripts' settings. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { defineAsset, type Platform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"
import { bare, everything } from "./everything.ts"
import { gated, inputless, pair, picky, shout, through, unsupported } from "./pipelines.ts"
import { startServer } from "./startServer.ts"
import { tone } from "./tone.ts"

/** A speech recognizer that returns the media type of its input. */
const listener = defineAsset({
  id: "listener",
  function: "speech-recognition",
  run: ({ source_audio }) => ({ data: `heard ${source_audio.mediaType}` })
})

const reverser = defineAsset({
  id: "reverser",
  function: "utilities",
  run: ({ inputs }) => ({ outputs: String(inputs).split("").toReversed().join("") })
})

/** Answers with its prompt. */
const echo = defineAsset({ id: "echo", function: "text-generation", run: ({ prompt }) => ({ data: prompt }) })

const script = `
def main(text):
    for segment in text:
        segment["data"] = "SCRIPT: " + segment["text"]
    return text
`

export interface VendorPlatform extends AsyncDisposable {
  readonly platform: Platform
  /** Working folder of the scripts. */
  readonly cwd: string
  /** Settings of the scripts. */
  readonly settings: object
}

const uploadLimit = 2000

export const vendorPlatform = async (): Promise<VendorPlatform> => {
  const cwd = mkdtempSync(join(tmpdir(), "vendor-"))
  const at = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(cwd, name), content)
    return join(cwd, name)
  }
  const table = at("lines.csv", "Line,Answer\none,eins\ntwo,zwei\n")
  const columns = { Line: { languages: ["en"] } }
  const platform = await startServer({
    limits: { upload: { other: uploadLimit } },
    assets: [shout, picky, gated().asset, listener, reverser, echo],
    corpora: [{ name: "Corpus", id: "65b0c0f0a1b2c3d4e5f60001", file: table, columns, functions: ["translation"] }],
    datasets: [
      {
        name: "Dataset",
        id: "65b0c0f0a1b2c3d4e5f60002",
        function: "translation",
        file: table,
        columns,
        input: ["Line"],
        output: ["Answer"],
        license: "620ba3a83e2fa95c500b429d"
      }
    ]
  })
  const aixplain = new Aixplain({ apiKey: platform.apiKey, baseUrl: platform.url })
  const create = async (document: object): Promise<string> => (await aixplain.pipelines.create(document)).id
  const corpus = await aixplain.corpora.get("65b0c0f0a1b2c3d4e5f60001")
  const dataset = await aixplain.datasets.get("65b0c0f0a1b2c3d4e5f60002")
  const { links, nodes } = through("shout")
  const settings = {
    pipelines: {
      one: await create(through("shout")),
      two: await create(pair("shout")),
      slow: await create(through("gated")),
      picky: await create(through("picky")),
      inputless: await create(inputless),
      unsupported: await create(unsupported()),
      everything: await create(everything(await storedScript(platform))),
      bare: await create(bare)
    },
    document: { nodes, links },
    file: at("note.txt", "from a file"),
    audio: at("tone.wav", tone()),
    url: (await aixplain.files.upload(new Blob(["from a url"]), { name: "url.txt" })).downloadUrl,
    corpus: corpus.id,
    dataset: dataset.id,
    data: { line: corpus.data[0]?.id, question: dataset.input[0], answer: dataset.output[0] },
    limit: uploadLimit
  }
  return {
    platform,
    cwd,
    settings,
    async [Symbol.asyncDispose]() {
      await platform.close()
      rmSync(cwd, { recursive: true, force: true })
    }
  }
}

const storedScript = async ({ apiKey, url }: Platform): Promise<string> => {
  const body = new FormData()
  body.set("file", new File([script], "mark.py"))
  const answer = await fetch(`${url}/sdk/pipelines/script`, { method: "POST", body, headers: { "x-api-key": apiKey } })
  return ((await answer.json()) as { readonly fileId: string }).fileId
}
