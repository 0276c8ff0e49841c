/** The body of a run's request, for each form of input. */
import { file, type RunData, type RunOptions } from "@aixplain-ts/sdk"
import { type Check, pipeline, same } from "./check.ts"

interface Form {
  readonly name: string
  readonly data: RunData
  readonly options?: RunOptions
  readonly body: unknown
}

const plain = { batchmode: true, version: null }

const forms: readonly Form[] = [
  { name: "text", data: "I love it", body: { data: "I love it", ...plain } },
  { name: "text that looks like JSON", data: '["a"]', body: { data: '["a"]', ...plain } },
  {
    name: "text in every script",
    data: "naïve 日本語 🎉 \u2028 \0",
    body: { data: "naïve 日本語 🎉 \u2028 \0", ...plain }
  },
  { name: "number", data: 0.1, body: { data: 0.1, ...plain } },
  { name: "boolean", data: false, body: { data: false, ...plain } },
  { name: "null", data: null, body: { data: null, ...plain } },
  { name: "list", data: ["a", 1, null], body: { data: ["a", 1, null], ...plain } },
  {
    name: "labels",
    data: { Text: "x", Count: 2, Tags: ["a"] },
    body: {
      data: [
        { value: "x", nodeId: "Text" },
        { value: 2, nodeId: "Count" },
        { value: ["a"], nodeId: "Tags" }
      ],
      ...plain
    }
  },
  {
    name: "online mode",
    data: "x",
    options: { batchMode: false },
    body: { data: "x", batchmode: false, version: null }
  },
  {
    name: "engine version",
    data: "x",
    options: { version: "3.0" },
    body: { data: "x", batchmode: true, version: "3.0" }
  },
  {
    name: "extra parameters",
    data: "x",
    options: { parameters: { temperature: 0, nested: { a: [1] } } },
    body: { data: "x", ...plain, temperature: 0, nested: { a: [1] } }
  },
  {
    name: "a file among texts",
    data: { Sound: file(new Blob(["abc"]), { name: "a.txt" }), Text: "x" },
    body: {
      data: [
        { value: "s3://127/1/talk.bin", nodeId: "Sound" },
        { value: "x", nodeId: "Text" }
      ],
      ...plain
    }
  }
]

export const payloadChecks: readonly Check[] = [
  {
    name: "each form of input becomes exactly the documented body",
    run: async ({ open }) => {
      const server = await open()
      const aixplain = server.client()
      for (const form of forms) await aixplain.pipelines.ref(pipeline).runAsync(form.data, form.options ?? {})
      const posts = await server.of("run")
      for (const [index, form] of forms.entries()) {
        same(JSON.parse(posts[index]?.body ?? "null"), form.body, form.name)
        same(posts[index]?.headers["content-type"], "application/json", `content type of ${form.name}`)
      }
    }
  },
  {
    name: "a run returns its outputs by label, and the key is sent in one header",
    run: async ({ open }) => {
      const server = await open({ outputs: { Mood: "POSITIVE", Score: 3 } })
      const result = await server.client().pipelines.ref(pipeline).run({ Text: "x" })
      same(await result.output("Mood").text(), "POSITIVE", "Mood")
      same(await result.output("Score").text(), "3", "Score")
      same([result.status, result.usedCredits], ["SUCCESS", 0.5], "status and credits")
      const [post] = await server.of("run")
      const holders = Object.entries(post?.headers ?? {}).filter(([, value]) => value.includes("canary"))
      same(
        holders.map(([name]) => name),
        ["x-api-key"],
        "headers with the key"
      )
    }
  },
  {
    name: "text of two megabytes is sent and returned completely",
    run: async ({ open }) => {
      const long = "a line of thirty-two characters\n".repeat(65_536)
      const server = await open({ outputs: { Echo: long } })
      const result = await server.client().pipelines.ref(pipeline).run({ Text: long })
      same((await result.output("Echo").text()).length, long.length, "length of the answer")
      const [post] = await server.of("run")
      same(post?.bytes, JSON.stringify({ data: [{ value: long, nodeId: "Text" }], ...plain }).length, "bytes sent")
    }
  }
]
