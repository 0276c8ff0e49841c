/**
 * The thread that speaks one text: runs Flite's command line in WebAssembly over a file system in memory (no real
 * file, no network, no environment) and posts the WAV file that it wrote.
 */
import { parentPort, workerData } from "node:worker_threads"
import { File, OpenFile, PreopenDirectory, WASI } from "@bjorn3/browser_wasi_shim"

export interface SpokenText {
  readonly module: WebAssembly.Module
  /** ASCII. */
  readonly text: string
  readonly voice: string
}

const { module, text, voice } = workerData as SpokenText
const input = new File(new TextEncoder().encode(text))
const output = new File([])
const folder = new PreopenDirectory(
  "/speech",
  new Map([
    ["text", input],
    ["wav", output]
  ])
)
const command = ["flite", "-voice", voice, "-f", "/speech/text", "-o", "/speech/wav"]
const nothing = () => new OpenFile(new File([]))
const wasi = new WASI(command, [], [nothing(), nothing(), nothing(), folder], { debug: false })
const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport })
const code = wasi.start(instance as Parameters<WASI["start"]>[0])
if (code !== 0) throw new Error(`The speech synthesizer ended with code ${code}.`)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(output.data)
