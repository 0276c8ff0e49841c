/** Problems of a changeset, one sentence each. */
const bundled: Readonly<Record<string, readonly string[]>> = {
  "@aixplain-ts/core": ["@aixplain-ts/sdk", "@aixplain-ts/cli"],
  "@aixplain-ts/designer": ["@aixplain-ts/sdk", "@aixplain-ts/cli"]
}

export const problemsOf = (changeset: string, packages: readonly string[]): readonly string[] => {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(changeset) ?? []
  const named = Array.from(head.matchAll(/^"([^"]+)": (?:major|minor|patch)$/gm), ([, name]) => name ?? "")
  const problems = named
    .filter((name) => !packages.includes(name))
    .map((name) => `"${name}" is not a package of this repository.`)
  if (named.length === 0) problems.push("The changeset names no package.")
  if (body.trim() === "") problems.push("The changeset has no text: describe in one sentence what users get.")
  for (const name of named)
    for (const bundle of bundled[name] ?? [])
      if (!named.includes(bundle))
        problems.push(`The changeset names "${name}" and not "${bundle}", which bundles it. Name both.`)
  return problems
}
