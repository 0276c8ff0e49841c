/** Shared by all tests of the command line: a platform with controllable assets, and a folder for files. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineAsset, type Platform, type PlatformOptions, startPlatform } from "@aixplain-ts/platform"
import { axp, type AxpOptions, type Said } from "./axp.ts"

export const root = fileURLToPath(new URL("../../../", import.meta.url))

export interface World {
  readonly platform: Platform
  /** Empty at first; deleted at the end. */
  readonly folder: string
  /** Runs `axp` against the platform, in the folder. */
  axp(argv: readonly string[], options?: AxpOptions): Promise<Said>
  /** Writes a file into the folder; returns its path. */
  file(name: string, content: unknown): string
  /** Stores a pipeline of one node with this asset (default: a built-in); returns its id. */
  stored(assetId?: "" | "slow" | "broken" | "half"): Promise<string>
  /** Lets the asset `slow` finish; until then it is running. */
  open(): void
  /** The asset `slow` waits again. */
  shut(): void
  close(): Promise<void>
}

/** INPUT Text → one asset → OUTPUT Result. */
export const oneNode = (assetId = "", name = `With ${assetId || "a built-in"}`): Record<string, unknown> => ({
  name,
  nodes: [
    {
      number: 0,
      label: "Text",
      type: "INPUT",
      dataType: ["text"],
      outputValues: [{ code: "input", dataType: "text" }]
    },
    {
      number: 1,
      label: "Work",
      type: "ASSET",
      function: assetId === "" ? "text-normalization" : "paraphrasing",
      functionType: "ai",
      assetId,
      inputValues: [
        { code: "text", dataType: "text" },
        { code: "language", dataType: "label", value: "en" }
      ],
      outputValues: [{ code: "data", dataType: "label" }]
    },
    { number: 2, label: "Result", type: "OUTPUT", dataType: ["label"], inputValues: [{ code: "output" }] }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
  ]
})

/** INPUT Text → lines → one asset for each → OUTPUT Result. */
export const lineByLine = (assetId: string): Record<string, unknown> => {
  const { links, nodes } = oneNode(assetId) as { nodes: object[]; links: object[] }
  const [input, work, output] = nodes as [object, object, object]
  return {
    name: `Lines with ${assetId}`,
    nodes: [
      input,
      {
        number: 3,
        label: "Lines",
        type: "ASSET",
        function: "split-on-linebreak",
        functionType: "segmentor",
        inputValues: [
          { code: "text", dataType: "text" },
          { code: "language", dataType: "label", value: "en" }
        ],
        outputValues: [{ code: "data", dataType: "text" }]
      },
      work,
      output
    ],
    links: [
      { from: 0, to: 3, paramMapping: [{ from: "input", to: "text" }] },
      { from: 3, to: 1, paramMapping: [{ from: "data", to: "text" }] },
      links[1]
    ]
  }
}

export const makeWorld = async (options: PlatformOptions = {}): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), "axp-"))
  let gate = Promise.withResolvers<void>()
  const platform = await startPlatform({
    ...options,
    assets: [
      defineAsset({
        id: "slow",
        function: "paraphrasing",
        run: async ({ text }: { text: string }, { signal }) => {
          const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))
          await Promise.race([gate.promise, aborted])
          return { data: text.toUpperCase() }
        }
      }),
      defineAsset({
        id: "broken",
        function: "paraphrasing",
        run: () => {
          throw new Error("the model is out of order")
        }
      }),
      defineAsset({
        id: "half",
        function: "paraphrasing",
        run: ({ text }: { text: string }) => {
          if (text.startsWith("b")) throw new Error("no word with b")
          return { data: text.toUpperCase() }
        }
      }),
      ...(options.assets ?? [])
    ]
  })
  const world: World = {
    platform,
    folder,
    axp: (argv, more) => axp(argv, { platform, cwd: folder, ...more }),
    file: (name, content) => {
      const path = join(folder, name)
      writeFileSync(
        path,
        typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content)
      )
      return path
    },
    stored: async (assetId = "") => {
      const path = world.file(`${assetId || "built-in"}.json`, oneNode(assetId))
      const said = await world.axp(["pipelines", "create", path])
      return said.json().id
    },
    open: () => gate.resolve(),
    shut: () => {
      gate = Promise.withResolvers()
    },
    close: async () => {
      gate.resolve()
      await platform.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return world
}
