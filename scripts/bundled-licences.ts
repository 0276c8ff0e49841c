// A build plugin that lists the bundled packages next to each bundle, with their licences, as these require.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Plugin } from "rolldown"

/** Folder of the package that a module comes from, for modules of other packages. */
const packageOf = (id: string): string | undefined => {
  if (!id.includes("/node_modules/")) return undefined
  for (let folder = dirname(id); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, "package.json")
    if (existsSync(manifest) && "name" in JSON.parse(readFileSync(manifest, "utf8"))) return folder
  }
  return undefined
}

const notice = (folder: string): string => {
  const { license, name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file))
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim())
  if (texts.length === 0 && typeof license !== "string") throw new Error(`${name} is bundled but has no licence file.`)
  return [`${name} ${version} (${license})`, ...texts].join("\n\n")
}

/** For all bundles of one configuration: they share the folder and therefore the file of notices. */
const folders = new Set<string>()

export const bundledLicences: Plugin = {
  name: "bundled-licences",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk") for (const id of chunk.moduleIds) folders.add(packageOf(id) ?? "")
    folders.delete("")
    const notices = [...folders].map(notice).toSorted()
    if (notices.length === 0) return
    const source = `This package holds code of the following packages.\n\n${notices.join(`\n\n${"-".repeat(80)}\n\n`)}\n`
    this.emitFile({ type: "asset", fileName: "THIRD_PARTY_LICENSES.txt", source })
  }
}
