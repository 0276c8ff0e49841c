/** Uploads and downloads, in every form that a runtime supports. */
import { file, type FileInput, type FileSource } from "@aixplain-ts/sdk"
import { contentOf } from "../wire.ts"
import { type Check, holds, pipeline, reasonOf, same } from "./check.ts"

const bytes = 300_000
const noFiles = {
  browser: "it has no file system",
  worker: "it has no file system",
  sealed: "it has no file system"
}

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")

const streamOf = (content: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (let offset = 0; offset < content.byteLength; offset += 40_000)
        controller.enqueue(content.subarray(offset, offset + 40_000))
      controller.close()
    }
  })

async function* piecesOf(content: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < content.byteLength; offset += 70_000) yield content.subarray(offset, offset + 70_000)
}

const sources: readonly (readonly [
  name: string,
  make: (content: Uint8Array<ArrayBuffer>) => FileSource | FileInput
])[] = [
  ["bytes", (content) => content],
  ["a buffer", (content) => content.buffer],
  ["a Blob", (content) => new Blob([content])],
  ["a stream", streamOf],
  ["an async iterable", piecesOf],
  ["a stream with a known length", (content) => file(streamOf(content), { size: content.byteLength })]
]

const uploaded = (name: string, make: (content: Uint8Array<ArrayBuffer>) => FileSource | FileInput): Check => ({
  name: `${name} is uploaded completely, with its checksum and correct progress, and without the key`,
  run: async ({ open }) => {
    const server = await open()
    const content = contentOf(bytes)
    const progress: number[] = []
    const done = await server.client().files.upload(make(content), {
      name: "talk.bin",
      onProgress: (sent) => progress.push(sent)
    })
    const expected = hex(await crypto.subtle.digest("SHA-256", content))
    const [put] = await server.of("put")
    same([put?.bytes, put?.sha256], [bytes, expected], "bytes and checksum at the server")
    same([done.size, done.sha256, done.name], [bytes, expected, "talk.bin"], "the client's report")
    same([progress[0], progress.at(-1)], [0, bytes], "first and last progress")
    holds(
      progress.every((sent, index) => sent >= (progress[index - 1] ?? 0)),
      "progress went backwards"
    )
    holds(!JSON.stringify(put).includes("canary"), "the key went to the upload URL")
  }
})

export const fileChecks: readonly Check[] = [
  ...sources.map(([name, make]) => uploaded(name, make)),
  {
    name: "an empty file is uploaded",
    run: async ({ open }) => {
      const server = await open()
      same((await server.client().files.upload(new Blob([]))).size, 0, "size")
      same(
        (await server.of("put")).map((put) => put.bytes),
        [0],
        "bytes at the server"
      )
    }
  },
  {
    name: "an upload that fails once is sent again from the start",
    run: async ({ open }) => {
      const server = await open({ steps: { put: [{ status: 503 }] } })
      const done = await server.client().files.upload(new Blob([contentOf(bytes)]))
      const puts = await server.of("put")
      same([puts.length, puts[1]?.sha256], [2, done.sha256], "PUTs and checksum of the second")
    }
  },
  {
    name: "an upload that the server refuses is UploadRejected, once",
    run: async ({ open }) => {
      const server = await open({ steps: { put: [{ status: 403 }] } })
      same(await reasonOf(server.client().files.upload(new Blob(["x"]))), "UploadRejected", "reason")
      same((await server.of("put")).length, 1, "PUTs")
    }
  },
  {
    name: "a file is uploaded from a path and downloaded completely to another path",
    not: noFiles,
    run: async ({ open, folder }) => {
      const server = await open({ outputs: { Sound: `{origin}/file/${bytes}` } })
      const aixplain = server.client()
      const result = await aixplain.pipelines.ref(pipeline).run({ Text: "x" })
      const [path] = await result.output("Sound").saveTo(`${folder}/sound.bin`)
      same(path, `${folder}/sound.bin`, "path")
      const done = await aixplain.files.upload(`${folder}/sound.bin`)
      const [put] = await server.of("put")
      const expected = hex(await crypto.subtle.digest("SHA-256", contentOf(bytes)))
      same([done.size, done.sha256, put?.sha256], [bytes, expected, expected], "size and checksums")
    }
  },
  {
    name: "a path is refused with a message in runtimes without a file system",
    not: { node: "it has one", bun: "it has one", deno: "it has one" },
    run: async ({ open }) => {
      const server = await open()
      same(await reasonOf(server.client().files.upload("./talk.wav")), "InvalidInput", "reason")
      same((await server.report()).seen.length, 0, "requests")
    }
  },
  {
    name: "outputs with URLs are fetched only when they are read, and without the key",
    run: async ({ open }) => {
      const store = await open()
      const server = await open({ outputs: { Sound: `${store.url}/file/${bytes}`, Mood: "POSITIVE" } })
      const result = await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      same(await result.output("Mood").text(), "POSITIVE", "Mood")
      same((await store.report()).seen.length, 0, "downloads before reading")
      const content = await result.output("Sound").bytes()
      same([content.byteLength, content[70_000]], [bytes, contentOf(bytes)[70_000]], "length and a byte")
      let streamed = 0
      const reader = result.output("Sound").stream().getReader()
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) streamed += chunk.value.byteLength
      same(streamed, bytes, "bytes of the stream")
      const { seen } = await store.report()
      same(seen.length, 2, "downloads")
      holds(!JSON.stringify(seen).includes("canary"), "the key went to the output URL")
    }
  },
  {
    name: "a download whose connection is reset is fetched again by bytes()",
    run: async ({ open }) => {
      const server = await open({ outputs: { Sound: `{origin}/file/${bytes}` }, steps: { file: [{ half: "rst" }] } })
      const result = await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      same((await result.output("Sound").bytes()).byteLength, bytes, "length")
      same((await server.of("file")).length, 2, "downloads")
    }
  }
]
