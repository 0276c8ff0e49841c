import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { start } from "../http/Harness.ts"

it("a list of data assets leaves out those whose file cannot be read, and the owner hears why", async () => {
  const folder = mkdtempSync(join(tmpdir(), "data-assets-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const corpora = [
    { name: "Good", file: file("good.csv", "text\na\n") },
    { name: "Gone", file: file("gone.csv", "text\na\n") },
    { name: "Broken", file: file("broken.jsonl", '{"text":"a"}\n{"text":\n') }
  ]
  const errors: string[] = []
  const { client } = await start({ corpora, onError: (error) => errors.push(String(error)) })
  renameSync(join(folder, "gone.csv"), join(folder, "moved.csv"))

  const list = await client.send("POST", "/sdk/corpora/paginate", { body: { pageNumber: 0, pageSize: 10 } })
  expect(list.status).toBe(200)
  expect(list.body.results.map(({ name }: { name: string }) => name)).toEqual(["Good"])
  expect(errors.join("\n")).toContain('gone.csv of the data asset "Gone" cannot be read: ENOENT')
  expect(errors.join("\n")).toContain('broken.jsonl of the data asset "Broken" cannot be read: ')

  renameSync(join(folder, "moved.csv"), join(folder, "gone.csv"))
  const again = await client.send("POST", "/sdk/corpora/paginate", { body: { pageNumber: 0, pageSize: 10 } })
  expect(again.body.results.map(({ name }: { name: string }) => name)).toEqual(["Good", "Gone"])
})
