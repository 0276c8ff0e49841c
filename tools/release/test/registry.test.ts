import { expect, test } from "vitest"
import { startRegistry } from "../src/registry.ts"

const name = "@aixplain-ts/one"
const publication = (version: string, text: string) => ({
  name,
  "dist-tags": { latest: version },
  versions: { [version]: { name, version, dist: { tarball: "https://elsewhere.test/one.tgz" } } },
  _attachments: { [`${name}-${version}.tgz`]: { data: Buffer.from(text).toString("base64") } }
})

test("The registry serves published packages from its own address and refuses to publish a version twice", async () => {
  await using registry = await startRegistry()
  const at = `${registry.url}/${name.replace("/", "%2f")}`
  const put = (version: string, text: string) =>
    fetch(at, { method: "PUT", body: JSON.stringify(publication(version, text)) })
  expect((await put("1.0.0", "first")).status).toBe(201)
  expect((await put("1.1.0", "second")).status).toBe(201)
  expect((await put("1.1.0", "third")).status).toBe(403)

  const stored = (await (await fetch(at)).json()) as ReturnType<typeof publication>
  expect(stored["dist-tags"]).toEqual({ latest: "1.1.0" })
  const { tarball } = stored.versions["1.1.0"]?.dist ?? { tarball: "" }
  expect(tarball).toBe(`${registry.url}/${name}/-/one-1.1.0.tgz`)
  expect(await (await fetch(tarball)).text()).toBe("second")
  expect(registry.versions()).toEqual({ [name]: ["1.0.0", "1.1.0"] })
  expect((await fetch(`${registry.url}/effect`)).status).toBe(404)
})
