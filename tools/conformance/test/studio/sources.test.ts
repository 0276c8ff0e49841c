import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

describe("the studio's sources", () => {
  it("send requests that must not be repeated only from the module that keeps their keys", () => {
    const folder = fileURLToPath(new URL("src", import.meta.resolve("@aixplain-ts/studio/package.json")))
    const calls = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) =>
        Array.from(
          readFileSync(join(folder, file), "utf8").matchAll(
            /\.(?:runAsync|runMany|run|create|update|save|deploy|retry|rollback|upload)\((?!\))|method: "(?:POST|PUT|PATCH)"/g
          ),
          ([call]) => `${file}: ${call}`
        )
      )
    expect(calls.toSorted()).toEqual([
      "store/Submissions.ts: .create(",
      "store/Submissions.ts: .runAsync(",
      // Stores a temporary file that is not referenced yet.
      "store/Submissions.ts: .upload(",
      // Exchanges a one-time code.
      'store/session.ts: method: "POST"'
    ])
  })
})
