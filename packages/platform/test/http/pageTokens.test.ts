/** Every list of the contract that has pages, found in the contract itself: a token of another list is 400. */
import { startPlatform } from "@aixplain-ts/platform"
import { expect, it, onTestFinished } from "vitest"
import { operations } from "../../src/http/contract.ts"

const paged = [...operations.values()].filter(({ parameters }) =>
  parameters.some(({ in: where, name }) => where === "query" && name === "page")
)

it.each(paged.map((operation) => [operation.id, operation] as const))(
  "%s refuses a page token that it did not give",
  async (_, operation) => {
    const platform = await startPlatform()
    onTestFinished(() => platform.close())
    const headers = { "x-api-key": platform.apiKey, "content-type": "application/json" }
    const post = async (path: string, body: object): Promise<{ id: string; url: string }> =>
      (await (
        await fetch(`${platform.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })
      ).json()) as {
        id: string
        url: string
      }
    const { id } = await post("/sdk/pipelines", {
      name: "P",
      architecture: {
        nodes: [
          { number: 0, type: "INPUT", label: "Text" },
          { number: 1, type: "OUTPUT", label: "Out" }
        ],
        links: [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }]
      }
    })
    const { url } = await post(`/assets/pipeline/execution/run/${id}`, { data: "hello" })
    await fetch(url, { headers: { ...headers, prefer: "wait=10" } })
    const path = operation.path.replace("{run}", url.split("/").at(-1)!).replace("{node}", "1")
    const ask = (query: string): Promise<Response> => fetch(`${platform.url}${path}${query}`, { headers })
    expect((await ask("")).status).toBe(200)
    for (const token of ["garbage", "0", "-1", "1/00000", "MQ", encodeURIComponent("💥"), "a".repeat(5000)]) {
      const answer = await ask(`?page=${token}`)
      expect([token.slice(0, 20), answer.status]).toEqual([token.slice(0, 20), 400])
      expect(((await answer.json()) as { message: string }).message).toMatch(/^Invalid page token: "/)
    }
  }
)
