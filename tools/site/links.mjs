// Checks that the page and the anchor of every internal link of a built site exist. VitePress checks pages only.
import { existsSync, globSync, readFileSync } from "node:fs"
import { join, posix } from "node:path"

const decoded = (text) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'")

/** One sentence for each broken link. */
export const problemsOf = (folder) => {
  const pages = new Map()
  for (const file of globSync("**/*.html", { cwd: folder })) {
    const text = readFileSync(join(folder, file), "utf8")
    const ids = new Set(Array.from(text.matchAll(/\sid="([^"]+)"/g), ([, id]) => decoded(id)))
    const links = new Set(Array.from(text.matchAll(/<a\s[^>]*?href="([^"]+)"/g), ([, href]) => decoded(href)))
    pages.set(file.replaceAll("\\", "/"), { ids, links })
  }
  const pageAt = (path) => [path, `${path}.html`, posix.join(path, "index.html")].find((file) => pages.has(file))
  const problems = []
  for (const [file, { links }] of pages)
    for (const href of links) {
      if (/^([a-z]+:|\/\/)/i.test(href)) continue
      const [path = "", hash = ""] = href.split("#", 2)
      const target = path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(file), path)
      const page = path === "" ? file : pageAt(posix.normalize(target).replace(/^\.$/, ""))
      if (page === undefined) {
        if (!existsSync(join(folder, decodeURIComponent(target))))
          problems.push(`${file} links to ${href}: page not found.`)
      } else if (hash !== "" && !pages.get(page).ids.has(decodeURIComponent(hash)))
        problems.push(`${file} links to ${href}: ${page} has no anchor #${hash}.`)
    }
  return problems
}
