/** The language server that editors talk to, as far as the tests need it. */
import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = fileURLToPath(new URL("../../../", import.meta.url))

/** Asks at every mark of a file, a comment that holds just `c` (completions, sorted) or `h` (hover), in their order. */
export async function askEditor(file: string): Promise<readonly (readonly string[] | string)[]> {
  const text = readFileSync(file, "utf8")
  const uri = pathToFileURL(file).href
  const server = new Server()
  try {
    await server.ask("initialize", {
      processId: null,
      rootUri: pathToFileURL(root).href,
      capabilities: { textDocument: { hover: { contentFormat: ["plaintext"] }, completion: { completionItem: {} } } }
    })
    server.tell("initialized", {})
    server.tell("textDocument/didOpen", { textDocument: { uri, languageId: "typescript", version: 1, text } })
    const answers: (readonly string[] | string)[] = []
    for (const { 0: mark, index } of text.matchAll(/\/\*[ch]\*\//g)) {
      const before = text.slice(0, index + mark.length).split("\n")
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
      const where = { textDocument: { uri }, position }
      if (mark === "/*h*/") {
        const hover = (await server.ask("textDocument/hover", where)) as { contents: { value: string } }
        answers.push(hover.contents.value.trim())
      } else {
        const list = (await server.ask("textDocument/completion", where)) as { items: readonly { label: string }[] }
        answers.push(list.items.map(({ label }) => label).toSorted())
      }
    }
    return answers
  } finally {
    server.close()
  }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly items?: readonly unknown[] }
  readonly result?: unknown
}

class Server {
  readonly #process = spawn(`${root}node_modules/.bin/tsc`, ["--lsp", "--stdio"], {
    cwd: root,
    stdio: ["pipe", "pipe", "ignore"]
  })
  readonly #waiting = new Map<number, (result: unknown) => void>()
  #received = Buffer.alloc(0)
  #last = 0

  constructor() {
    this.#process.stdout.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk])
      for (let message = this.#next(); message !== undefined; message = this.#next()) this.#take(message)
    })
  }

  ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#last
    this.#send({ id, method, params })
    return new Promise((resolve) => this.#waiting.set(id, resolve))
  }

  tell(method: string, params: unknown): void {
    this.#send({ method, params })
  }

  close(): void {
    this.#process.kill()
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message })
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }

  #next(): Message | undefined {
    const head = this.#received.indexOf("\r\n\r\n")
    if (head < 0) return undefined
    const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString("utf8", 0, head))?.[1])
    if (this.#received.length < head + 4 + length) return undefined
    const body = this.#received.toString("utf8", head + 4, head + 4 + length)
    this.#received = this.#received.subarray(head + 4 + length)
    return JSON.parse(body) as Message
  }

  #take({ id, method, params, result }: Message): void {
    if (id === undefined) return
    // The server asks too (for settings); it is content with nothing.
    if (method !== undefined) this.#send({ id, result: params?.items?.map(() => null) ?? null })
    else this.#waiting.get(id)?.(result)
  }
}
