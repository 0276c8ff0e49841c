import { describe, expect, it } from "vitest"
import { withUploads } from "../src/features/run-form/inputs.ts"
import { type Drafts, sameDrafts } from "../src/store/Drafts.ts"
import { Submissions } from "../src/store/Submissions.ts"

const typed = (text: string): Drafts => ({ Text: { kind: "typed", text } })

const form = () => {
  let made = 0
  let prepared = 0
  const submissions = new Submissions(
    sameDrafts,
    async (drafts) => ({ drafts, upload: ++prepared }),
    () => `key ${++made}`
  )
  const sent: { key: string; upload: number }[] = []
  const submit = (drafts: Drafts, fails = false) =>
    submissions.submit("p", drafts, async ({ upload }, key) => {
      sent.push({ key, upload })
      if (fails) throw new Error("The answer was lost.")
    })
  return { sent, submit }
}

describe("a filled form", () => {
  it("is sent with the same key and body until it succeeds", async () => {
    const { sent, submit } = form()
    await expect(submit(typed("a"), true)).rejects.toThrow("lost")
    await expect(submit(typed("a"), true)).rejects.toThrow("lost")
    await submit(typed("a"))
    await submit(typed("a"))
    expect(sent.map(({ key }) => key)).toEqual(["key 1", "key 1", "key 1", "key 2"])
    expect(sent.map(({ upload }) => upload)).toEqual([1, 1, 1, 2])
  })

  it("gets a new key if its data changes, and only then", async () => {
    const { sent, submit } = form()
    await submit(typed("a"), true).catch(() => {})
    await submit(typed("b"), true).catch(() => {})
    await submit(typed("b"), true).catch(() => {})
    expect(sent.map(({ key }) => key)).toEqual(["key 1", "key 2", "key 2"])
  })

  it("is compared by texts and by file objects", () => {
    const file = new File(["a"], "a.wav")
    const upload = (chosen: File): Drafts => ({ Sound: { kind: "upload", file: chosen } })
    expect(sameDrafts(typed("a"), typed("a"))).toBe(true)
    expect(sameDrafts(upload(file), upload(file))).toBe(true)
    expect(sameDrafts(upload(file), upload(new File(["a"], "a.wav")))).toBe(false)
    expect(sameDrafts(typed("a"), upload(file))).toBe(false)
    expect(sameDrafts(typed("a"), { Text: { kind: "read", name: "a.txt", text: "a" } })).toBe(false)
    expect(sameDrafts(typed("a"), {})).toBe(false)
    expect(sameDrafts({}, typed("a"))).toBe(false)
  })

  it("retries a failed upload", async () => {
    let tries = 0
    const submissions = new Submissions(
      sameDrafts,
      async () => {
        if (++tries === 1) throw new Error("No upload.")
        return "there"
      },
      () => "key"
    )
    const submit = () => submissions.submit("p", typed("a"), async (body) => body)
    await expect(submit()).rejects.toThrow("No upload.")
    expect(await submit()).toBe("there")
  })

  it("sends the URL of an upload instead of the file", async () => {
    const data = { Text: "a", Sound: new File(["a"], "a.wav") }
    expect(await withUploads(data, async ({ name }) => `s3://${name}`)).toEqual({ Text: "a", Sound: "s3://a.wav" })
  })
})
