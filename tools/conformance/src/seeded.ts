/** A platform with one pipeline whose id the documentation can name. */
import { readFileSync, rmSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { type Platform, startPlatform } from "@aixplain-ts/platform"
import { Aixplain } from "@aixplain-ts/sdk"

/** `close` also deletes its folder. */
export const seeded = async (
  id: string,
  file: string | URL
): Promise<{ platform: Platform; close(): Promise<void> }> => {
  const data = await mkdtemp(join(tmpdir(), "seeded-"))
  const first = await startPlatform({ data, limits: { drainMillis: 0 } })
  await new Aixplain({ apiKey: first.apiKey, baseUrl: first.url }).pipelines.create(
    JSON.parse(readFileSync(file, "utf8"))
  )
  await first.close()
  const sql = new DatabaseSync(join(data, "platform.db"))
  sql.prepare("update pipelines set id = ?").run(id)
  sql.close()
  const platform = await startPlatform({ data, limits: { drainMillis: 0 } })
  return {
    platform,
    async close() {
      await platform.close()
      rmSync(data, { recursive: true, force: true })
    }
  }
}
