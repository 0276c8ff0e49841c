/** A pipeline as a self-contained SVG: no scripts, no fonts, nothing from outside. */
import type { PipelineDocument, Problem } from "@aixplain-ts/api-types"
import { layout } from "../../Layout.ts"
import type { LinkPlace, NodePlace, PortPlace } from "../../Layout.ts"
import { sizes } from "../layout/boxes.ts"
import { textWidth } from "../layout/text.ts"
import { markOf, markOfState, problemMarks } from "./marks.ts"
import type { ColourPair, PaintedState } from "./marks.ts"
import { element, escape, ground, Paint } from "./Paint.ts"
import type { Theme } from "./Paint.ts"
import { inner, outline, signs } from "./shapes.ts"

export interface SvgOptions {
  /** `auto` unless named: light or dark as the reader's system is. */
  readonly theme?: Theme
  /** States of a run to paint on the nodes, by node number. */
  readonly states?: Readonly<Record<number, PaintedState>>
  /** Problems to mark at their nodes, from `validate` or a server's answer. */
  readonly problems?: readonly Problem[]
  /** Ignore the positions that the document has. */
  readonly fresh?: boolean
}

const margin = 24
const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"

/**
 * Draws a pipeline. Kinds are told apart by shape, sign and word, data types by sign and line, states by sign, word and
 * border; colour only helps. Every node has a title that says it all in full.
 */
export function toSvg(document: PipelineDocument, options: SvgOptions = {}): string {
  const picture = layout(document, { fresh: options.fresh ?? false })
  const paint = new Paint(options.theme ?? "auto")
  const problems = byNode(options.problems ?? [])
  const name = typeof document["name"] === "string" && document["name"] !== "" ? document["name"] : "Pipeline"
  const x = picture.x - margin
  const y = picture.y - margin
  const width = picture.width + margin * 2
  const height = picture.height + margin * 2
  const links = picture.links.map((link) => drawLink(link, paint))
  const nodes = picture.nodes.map((node) =>
    drawNode(node, paint, options.states?.[node.number], problems.get(node.number) ?? [])
  )
  const paper = element("rect", { x, y, width, height, rx: 10, ...paint.of({ fill: ground.paper }) })
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      role: "graphics-document",
      "aria-roledescription": "pipeline",
      "font-family": font
    },
    element("title", {}, escape(`${name}: ${counted(nodes.length, "node")}, ${counted(links.length, "link")}`)),
    paint.styles(),
    paper,
    element("g", { fill: "none", "stroke-width": 1.75, "stroke-linecap": "round" }, ...links),
    ...nodes,
    "\n"
  )
}

function drawLink(link: LinkPlace, paint: Paint): string {
  const { colour, dash } = markOf(link.dataTypes)
  const what = link.dataTypes.length === 0 ? "a value" : link.dataTypes.join(" or ")
  return element(
    "path",
    { d: link.path, "stroke-dasharray": dash, ...paint.of({ stroke: colour }) },
    element("title", {}, escape(`${what} from node ${link.from} to node ${link.to}`))
  )
}

function drawNode(
  node: NodePlace,
  paint: Paint,
  state: PaintedState | undefined,
  problems: readonly Problem[]
): string {
  const { form, width, x, y } = node
  const mark = state === undefined ? undefined : markOfState(state)
  const left = x + sizes.padding + (form === "input" ? 4 : 0)
  const text = (
    size: number,
    dy: number,
    colour: ColourPair,
    content: string,
    more: Record<string, string | number> = {}
  ): string =>
    element("text", { x: left, y: y + dy, "font-size": size, ...paint.of({ fill: colour }), ...more }, escape(content))
  const lines = inner(node)
  const border = mark?.colour ?? ground.border
  return element(
    "g",
    { role: "graphics-symbol", opacity: mark?.opacity },
    element("title", {}, escape(titleOf(node, state, problems))),
    element("path", {
      d: outline(node),
      "stroke-width": mark?.width ?? 1.25,
      "stroke-dasharray": mark?.dash ?? (form === "unknown" ? "4 3" : undefined),
      ...paint.of({ fill: ground.node, stroke: border })
    }),
    lines === undefined
      ? ""
      : element("path", { d: lines, fill: "none", "stroke-width": 1.25, ...paint.of({ stroke: border }) }),
    element("path", {
      d: signs[form],
      transform: `translate(${left} ${y + 10})`,
      fill: "none",
      "stroke-width": 1.3,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      ...paint.of({ stroke: ground.muted })
    }),
    drawHead(),
    text(sizes.label.font, sizes.label.baseline + 1, ground.ink, node.labelLine, { "font-weight": 600 }),
    node.subtitle === undefined
      ? ""
      : text(sizes.subtitle.font, sizes.subtitle.baseline + 1, ground.ink, node.subtitle),
    node.details === undefined ? "" : text(sizes.details.font, sizes.details.baseline + 1, ground.muted, node.details),
    ...node.inputs.map((port) => drawPort(port, 1, form === "output", paint)),
    ...node.outputs.map((port) => drawPort(port, -1, form === "input", paint)),
    drawProgress(),
    problems.length === 0 ? "" : drawBadge(x + width - 10, y, problems, paint)
  )

  /** The first line: kind and types, and the state at its end; what does not fit beside the state gives way to it. */
  function drawHead(): string {
    const size = sizes.kind.font
    const said = state === undefined ? "" : stateText(state)
    const end = x + width - (form === "output" ? 16 : form === "script" ? sizes.padding + 12 : sizes.padding)
    const room = end - left - 18 - (said === "" ? 0 : textWidth(said, size) * 1.1 + 6)
    const kind =
      [node.kindLine, node.kindLine.split(" · ")[0]!].find((line) => textWidth(line, size) * 1.1 <= room) ?? ""
    const head =
      kind === "" ? "" : text(size, sizes.kind.baseline, ground.muted, kind, { x: left + 18, "letter-spacing": 0.4 })
    if (mark === undefined) return head
    const more = { x: end, "text-anchor": "end", "font-weight": 600 }
    return head + text(size, sizes.kind.baseline, mark.colour, said, more)
  }

  function drawProgress(): string {
    const { done, total } = state?.segments ?? { done: 0, total: 0 }
    if (mark === undefined || state?.status !== "IN_PROGRESS" || total < 2) return ""
    const track = width - sizes.padding * 2
    const bar = (length: number, pair: ColourPair): string =>
      element("rect", {
        x: x + sizes.padding,
        y: y + node.height - 6,
        width: length,
        height: 3,
        rx: 1.5,
        ...paint.of({ fill: pair })
      })
    return bar(track, ground.line) + bar((track * Math.min(done, total)) / total, mark.colour)
  }
}

/** `◐ running 41/60 ✕1`; at rest the sign is enough, a column of "done" would only be noise. */
function stateText(state: PaintedState): string {
  const { attempt, segments, status } = state
  const { sign, word } = markOfState(state)
  const { done, failed, total } = segments ?? { done: 0, failed: 0, total: 0 }
  return [
    sign,
    status === "SUCCESS" ? "" : word,
    status === "IN_PROGRESS" && total > 1 ? `${done}/${total}` : "",
    status === "RETRYING" && attempt !== undefined ? String(attempt) : "",
    failed === 0 || status === "FAILED" ? "" : status === "SUCCESS" ? `${failed}/${total} failed` : `✕${failed}`
  ]
    .filter((part) => part !== "")
    .join(" ")
}

/** A port: the sign of what passes, in a circle on the edge, and its name beside it. */
function drawPort(port: PortPlace, inwards: 1 | -1, plain: boolean, paint: Paint): string {
  const { colour, sign } = markOf(port.dataTypes)
  const edge = port.missing ? problemMarks.warning.colour : colour
  const circle = element("circle", {
    cx: port.x,
    cy: port.y,
    r: 8,
    "stroke-width": 1.25,
    "stroke-dasharray": port.missing ? "2 2" : undefined,
    ...paint.of({ fill: ground.node, stroke: edge })
  })
  const mark = element(
    "text",
    {
      x: port.x,
      y: port.y + 4,
      "font-size": 11,
      "font-weight": 600,
      "text-anchor": "middle",
      ...paint.of({ fill: edge })
    },
    escape(port.missing ? problemMarks.warning.sign : sign)
  )
  if (plain) return circle + mark
  const name = element(
    "text",
    {
      x: port.x + inwards * 14,
      y: port.y + 4,
      "font-size": sizes.port.font,
      "text-anchor": inwards === 1 ? undefined : "end",
      ...paint.of({ fill: port.missing ? edge : ground.muted })
    },
    escape(port.text)
  )
  return circle + mark + name
}

/** How many problems a node has, on its upper edge. */
function drawBadge(right: number, middle: number, problems: readonly Problem[], paint: Paint): string {
  const level = problems.some((problem) => problem.level === "error") ? "error" : "warning"
  const { colour, sign } = problemMarks[level]
  const said = `${sign} ${problems.length}`
  const width = textWidth(said, 11) + 14
  return (
    element("rect", {
      x: right - width,
      y: middle - 9,
      width,
      height: 18,
      rx: 9,
      "stroke-width": 1.5,
      ...paint.of({ fill: ground.node, stroke: colour })
    }) +
    element(
      "text",
      {
        x: right - width / 2,
        y: middle + 4,
        "font-size": 11,
        "font-weight": 700,
        "text-anchor": "middle",
        ...paint.of({ fill: colour })
      },
      escape(said)
    )
  )
}

function titleOf(node: NodePlace, state: PaintedState | undefined, problems: readonly Problem[]): string {
  const port = ({ dataTypes, missing, text }: PortPlace): string =>
    `${text}${dataTypes.length === 0 ? "" : ` (${dataTypes.join(" or ")})`}${missing ? " is missing" : ""}`
  return [
    `${node.label} · node ${node.number} · ${node.kindLine}`,
    node.subtitle,
    node.details,
    node.inputs.length === 0 ? undefined : `in: ${node.inputs.map(port).join(", ")}`,
    node.outputs.length === 0 ? undefined : `out: ${node.outputs.map(port).join(", ")}`,
    state === undefined
      ? undefined
      : `${markOfState(state).word}${state.error === undefined ? "" : `: ${state.error}`}`,
    ...problems.map(({ level, message }) => `${level}: ${message}`)
  ]
    .filter((line) => line !== undefined)
    .join("\n")
}

function byNode(problems: readonly Problem[]): ReadonlyMap<number, readonly Problem[]> {
  const all = new Map<number, Problem[]>()
  for (const problem of problems) {
    if (problem.node === undefined) continue
    const some = all.get(problem.node)
    if (some === undefined) all.set(problem.node, [problem])
    else some.push(problem)
  }
  return all
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`
