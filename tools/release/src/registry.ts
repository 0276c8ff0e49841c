/**
 * An npm registry in memory, on loopback, for one rehearsal: it stores what `pnpm publish` sends and serves it to
 * npm, pnpm, Yarn and Bun. It has no other packages and no upstream.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { json } from "node:stream/consumers"

interface Manifest {
  readonly version: string
  readonly dist: { tarball: string }
}
interface Publication {
  readonly name: string
  readonly "dist-tags": Record<string, string>
  readonly versions: Record<string, Manifest>
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>
}

export interface Registry extends AsyncDisposable {
  readonly url: string
  /** Published versions by package name. */
  readonly versions: () => Readonly<Record<string, readonly string[]>>
}

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
}

export const startRegistry = async (): Promise<Registry> => {
  const packages = new Map<string, Publication>()
  const tarballs = new Map<string, Buffer>()

  const publish = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = (await json(request)) as Publication
    const stored = packages.get(sent.name)
    const again = Object.keys(sent.versions).find((version) => stored?.versions[version] !== undefined)
    if (again !== undefined) {
      answer(response, 403, { error: `${sent.name}@${again} is already published.` })
      return
    }
    for (const [file, { data }] of Object.entries(sent._attachments)) {
      const path = `/${sent.name}/-/${file.slice(file.lastIndexOf("/") + 1)}`
      tarballs.set(path, Buffer.from(data, "base64"))
      for (const manifest of Object.values(sent.versions)) manifest.dist.tarball = url + path
    }
    packages.set(sent.name, {
      ...sent,
      _attachments: {},
      "dist-tags": { ...stored?.["dist-tags"], ...sent["dist-tags"] },
      versions: { ...stored?.versions, ...sent.versions }
    })
    answer(response, 201, { ok: true })
  }

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", url).pathname)
    const tarball = tarballs.get(path)
    const stored = packages.get(path.slice(1))
    if (request.method === "PUT") {
      publish(request, response).catch((error: unknown) => answer(response, 400, { error: String(error) }))
    } else if (tarball !== undefined) {
      response.writeHead(200, { "content-type": "application/octet-stream" }).end(tarball)
    } else if (path === "/-/whoami") answer(response, 200, { username: "rehearsal" })
    else if (stored !== undefined) answer(response, 200, stored)
    else answer(response, 404, { error: `Not found: ${path}` })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url,
    versions: () => Object.fromEntries(Array.from(packages, ([name, { versions }]) => [name, Object.keys(versions)])),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
