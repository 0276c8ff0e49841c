/**
 * From documents to TypeScript: the program that builds a document, and the handle of a stored pipeline.
 *
 * What is written is first carried out and compared, so it rebuilds the document exactly: numbers, labels, positions and
 * unknown keys included (the order of a node's keys is the builder's). Used by the CLI and the studio.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { canonical } from "./Canonical.ts"
import { exactProgram } from "./internal/code/exact.ts"
import { json, object } from "./internal/code/Expression.ts"
import { print, printKey } from "./internal/code/print.ts"
import type { Program } from "./internal/code/Program.ts"

export interface ToCodeOptions {
  /** Exports under this name instead of as default. */
  readonly exportName?: string
  /** The module to import from; `@aixplain-ts/designer` when absent. */
  readonly from?: string
}

/**
 * TypeScript that builds the document in canonical form. It compiles, and its pipeline's document equals the given one.
 *
 * Nodes that the builder has no call for are written word for word (`n.raw`), links that no ports can say as a list
 * (`links`), each with a comment. A `subscription` of a server's answer is left out: it holds a key.
 */
export function toCode(document: PipelineDocument, options: ToCodeOptions = {}): string {
  const { subscription: _, ...rest } = canonical(document)
  const program = exactProgram(rest)
  const start = options.exportName === undefined ? "export default " : `export const ${options.exportName} = `
  return `import { definePipeline } from ${JSON.stringify(options.from ?? "@aixplain-ts/designer")}

${start}${printProgram(program)}
`
}

function printProgram({ inputs, name, options, outputs, parameters, statements }: Program): string {
  const title = JSON.stringify(name)
  if (Object.keys(options).length === 0) {
    const declared = print(object(inputs), 0, title.length + 30)
    return `definePipeline(${title}, ${declared}, ${describe(0)})`
  }
  const comment =
    options["links"] === undefined ? "" : `// These links replace those of the calls above: ${whyLinks}\n  `
  return `definePipeline(
  ${title},
  ${print(object(inputs), 2)},
  ${describe(2)},
  ${comment}${print(json(options), 2)}
)`

  function describe(indent: number): string {
    const margin = " ".repeat(indent + 2)
    const inner = statements.map(({ comment, expression, variable }) => {
      const start = variable === undefined ? "" : `const ${variable} = `
      const said = comment === undefined ? "" : `// ${comment}\n${margin}`
      return `${margin}${said}${start}${print(expression, indent + 2, indent + 2 + start.length)}\n`
    })
    const returned = object(outputs)
    if (inner.length === 0) return `${head()} => (${print(returned, indent, 40)})`
    return `${head()} => {\n${inner.join("")}${margin}return ${print(returned, indent + 2, indent + 9)}\n${" ".repeat(indent)}}`
  }

  function head(): string {
    const usesCalls = statements.length > 0 || JSON.stringify(outputs).includes(`"name":"n"`)
    const taken = parameters.map(([label, variable]) =>
      label === variable ? label : `${printKey(label)}: ${variable}`
    )
    if (taken.length === 0) return usesCalls ? "(_, n)" : "()"
    return `({ ${taken.join(", ")} }${usesCalls ? ", n" : ""})`
  }
}

const whyLinks = "ports cannot express cycles, dangling links or several links between two nodes."
