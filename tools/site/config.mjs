// VitePress over the staged pages. Diagrams are drawn while the site is built, so that no page loads a program for
// them.
import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { renderMermaidSVG } from "beautiful-mermaid"

const staged = join(dirname(fileURLToPath(import.meta.url)), ".out/source")
const titleOf = (page) => /^# (.+)$/m.exec(readFileSync(join(staged, page), "utf8"))?.[1] ?? page
const item = (page) => ({ text: titleOf(page), link: `/${page.replace(/\.md$/, "")}` })
const rest = (pattern, used) =>
  globSync(pattern, { cwd: staged })
    .map((page) => page.replaceAll("\\", "/"))
    .filter((page) => !used.includes(page))
    .toSorted()
    .map(item)

const groups = [
  ["Client", ["sdk.md", "waiting.md", "safety.md", "runtimes.md", "python.md", "cli.md"]],
  ["Pipelines", ["designer.md", "documents.md", "diagrams.md"]],
  ["Platform", ["platform.md", "assets.md", "scripts.md", "engine.md", "studio.md", "contract.md"]]
]
const used = groups.flatMap(([, pages]) => pages)

export default {
  title: "aixplain-ts",
  description: "A typed client, a command line, a designer and a server for aiXplain pipelines",
  // Links are written as in the repository: with .md and without a base.
  cleanUrls: true,
  lastUpdated: false,
  // Code in the reference contains {{ … }}, which is not a template here.
  vue: { template: { compilerOptions: { delimiters: ["[[%", "%]]"] } } },
  themeConfig: {
    search: { provider: "local" },
    nav: [
      { text: "Guide", link: "/sdk" },
      {
        text: "API",
        items: ["sdk", "core", "designer", "platform"].map((name) => ({ text: name, link: `/api/${name}/` }))
      },
      { text: "Repository", link: "https://github.com/aixplain-ts/aixplain-ts" }
    ],
    sidebar: [
      ...groups.map(([text, pages]) => ({ text, items: pages.map(item) })),
      { text: "Working on it", items: [...rest("*.md", [...used, "index.md"]), ...rest("patterns/*.md", [])] },
      { text: "Decisions", collapsed: true, items: rest("decisions/*.md", []) }
    ],
    outline: [2, 3]
  },
  markdown: {
    config: (md) => {
      const fence = md.renderer.rules.fence
      md.renderer.rules.fence = (tokens, index, ...others) => {
        const { content, info } = tokens[index]
        if (info.trim() !== "mermaid") return fence(tokens, index, ...others)
        // Its style would load a font from Google.
        const svg = renderMermaidSVG(content).replaceAll(/@import url\([^)]*\);?/g, "")
        return `<figure v-pre>${svg}</figure>`
      }
    }
  }
}
