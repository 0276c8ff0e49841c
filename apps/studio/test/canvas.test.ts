import { stateMarks } from "@aixplain-ts/designer/diagram"
import type { LinkPlace } from "@aixplain-ts/designer/layout"
import { describe, expect, it } from "vitest"
import { begin, farZoom, fit, leastZoom, lookAt, readableZoom, zoomBy, zoomRange } from "../src/canvas/camera.ts"
import { boundsOf, isOnScreen } from "../src/canvas/linkBounds.ts"
import { spokenNode, spokenState, stateText } from "../src/canvas/nodeText.ts"
import { graphModel, workOn } from "../src/canvas/GraphModel.ts"
import { kindColours } from "../src/canvas/kinds.ts"
import { shortened, wrapped } from "../src/canvas/paintFar.ts"
import { step } from "../src/canvas/steps.ts"
import type { NodeRun } from "../src/store/RunView.ts"
import { forked } from "./documents.ts"

const labelAt = (number: number | undefined): string | undefined => forked.places.get(number ?? -1)?.label

describe("arrow keys on the graph", () => {
  it("follow links to the right and left", () => {
    expect(labelAt(step(forked, 1, "ArrowRight"))).toBe("Text")
    expect(labelAt(step(forked, 3, "ArrowLeft"))).toBe("Clean")
    expect(labelAt(step(forked, 2, "ArrowLeft"))).toBe("Review")
  })

  it("move up and down to neighbours in the column", () => {
    const [upper, lower] = [1, 2].toSorted((a, b) => (forked.places.get(a)?.y ?? 0) - (forked.places.get(b)?.y ?? 0))
    expect(step(forked, upper, "ArrowDown")).toBe(lower)
    expect(step(forked, lower, "ArrowUp")).toBe(upper)
  })

  it("start at the first node and reach both ends of the reading order", () => {
    expect(labelAt(step(forked, undefined, "ArrowDown"))).toBe("Review")
    expect(step(forked, 2, "Home")).toBe(forked.order[0])
    expect(step(forked, 0, "End")).toBe(forked.order.at(-1))
  })

  it("do not move without a neighbour, and ignore other keys", () => {
    expect(step(forked, 3, "ArrowRight")).toBeUndefined()
    expect(step(forked, 1, "x")).toBeUndefined()
  })

  it("reach every node from the first one", () => {
    const seen = new Set([0])
    for (const at of seen)
      for (const key of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]) {
        const next = step(forked, at, key)
        if (next !== undefined) seen.add(next)
      }
    expect(seen.size).toBe(forked.places.size)
  })
})

describe("the camera", () => {
  const size = { width: 800, height: 500 }
  const corners = (view: ReturnType<typeof fit>) => ({
    left: forked.picture.x * view.zoom + view.x,
    right: (forked.picture.x + forked.picture.width) * view.zoom + view.x,
    top: forked.picture.y * view.zoom + view.y,
    bottom: (forked.picture.y + forked.picture.height) * view.zoom + view.y
  })

  it("fits the whole graph, never above 100 %", () => {
    const { bottom, left, right, top } = corners(fit(forked.picture, size))
    expect(left).toBeGreaterThanOrEqual(0)
    expect(right).toBeLessThanOrEqual(size.width)
    expect(top).toBeGreaterThanOrEqual(0)
    expect(bottom).toBeLessThanOrEqual(size.height)
    expect(fit(forked.picture, { width: 1e5, height: 1e5 }).zoom).toBe(1)
  })

  it("shows both ends of a graph of any size", () => {
    for (const factor of [1, 10, 100, 1_000]) {
      const picture = { ...forked.picture, width: forked.picture.width * factor }
      const view = fit(picture, size)
      expect(picture.x * view.zoom + view.x).toBeGreaterThanOrEqual(0)
      expect((picture.x + picture.width) * view.zoom + view.x).toBeLessThanOrEqual(size.width + 1e-6)
      expect(leastZoom(picture, size)).toBeLessThanOrEqual(view.zoom)
    }
  })

  it("starts at a readable size at the left, for every size of graph and screen", () => {
    for (const factor of [1, 7, 70])
      for (const screen of [size, { width: 220, height: 300 }]) {
        const picture = {
          ...forked.picture,
          width: forked.picture.width * factor,
          height: forked.picture.height * factor
        }
        const view = begin(picture, screen)
        expect(view.zoom).toBeGreaterThanOrEqual(readableZoom)
        const left = picture.x * view.zoom + view.x
        expect(left).toBeGreaterThan(0)
        expect(left).toBeLessThan(screen.width / 2)
        // The first node in reading order is on the screen.
        const first = forked.places.get(forked.order[0] ?? -1)!
        const top = first.y * view.zoom + view.y
        expect(top + first.height * view.zoom).toBeGreaterThan(0)
        expect(top).toBeLessThan(screen.height)
      }
  })

  it("does not move for a node that is well in view, and moves to one that is not", () => {
    const place = forked.places.get(4)!
    const view = fit(forked.picture, size)
    expect(lookAt(place, size, view)).toBe(view)
    const away = lookAt(place, size, { x: 5_000, y: 0, zoom: 1 })
    expect(place.x * away.zoom + away.x).toBeGreaterThan(0)
    // From the far view it also zooms in enough to be readable.
    expect(lookAt(place, size, { x: 0, y: 0, zoom: 0.1 }).zoom).toBeGreaterThan(farZoom)
  })

  it("zooms around the centre and within its range", () => {
    const view = { x: 10, y: 20, zoom: 1 }
    const near = zoomBy(view, 2, size)
    expect((400 - view.x) / view.zoom).toBeCloseTo((400 - near.x) / near.zoom)
    expect(zoomBy(view, 1e6, size).zoom).toBe(zoomRange.max)
    expect(zoomBy(view, 1e-6, size).zoom).toBe(zoomRange.min)
  })
})

describe("a graph that a worker made", () => {
  it("is the same as one built on the main thread", () => {
    const work = structuredClone(workOn(structuredClone(forked.document)))
    expect(graphModel(forked.document, work)).toEqual(graphModel(forked.document))
  })
})

describe("labels of the far view", () => {
  const widthOf = (text: string): number => text.length * 10

  it("are broken at spaces, and shortened if they are too long", () => {
    expect(wrapped("Step 24", 100, 2, widthOf)).toEqual(["Step 24"])
    expect(wrapped("Judge the mood", 90, 3, widthOf)).toEqual(["Judge the", "mood"])
    expect(wrapped("Judge the mood of guests", 90, 2, widthOf)).toEqual(["Judge the", "mood of…"])
    expect(wrapped("Unbrokenlabel", 60, 2, widthOf)).toEqual(["Unbro…"])
    expect(shortened("abc", 5, widthOf)).toBe("")
  })

  it("have a colour for every kind of node", () => {
    for (const { form } of forked.picture.nodes) expect(kindColours[form]).toHaveLength(2)
  })
})

describe("links on screen", () => {
  const link = (...points: LinkPlace["points"]): LinkPlace => ({
    from: 0,
    to: 1,
    fromPort: "a",
    toPort: "b",
    dataTypes: [],
    path: "",
    points
  })
  const size = { width: 100, height: 100 }

  it("are those whose bounding box intersects the view", () => {
    const box = boundsOf(link({ x: 0, y: 0 }, { x: 300, y: 40 }))
    expect(isOnScreen(box, { x: 0, y: 0, zoom: 1 }, size)).toBe(true)
    expect(isOnScreen(box, { x: -250, y: 0, zoom: 1 }, size)).toBe(true)
    expect(isOnScreen(box, { x: -301, y: 0, zoom: 1 }, size)).toBe(false)
    expect(isOnScreen(box, { x: 0, y: 200, zoom: 1 }, size)).toBe(false)
  })

  it("include the curve of a backward link", () => {
    const { left, right } = boundsOf(link({ x: 200, y: 0 }, { x: 0, y: 0 }))
    expect(left).toBeLessThan(0)
    expect(right).toBeGreaterThan(200)
  })
})

describe("the text about a node", () => {
  const run = (fields: Partial<NodeRun>): NodeRun => ({
    node: 2,
    label: "Judge",
    status: "IN_PROGRESS",
    segments: { total: 60, done: 41, failed: 1 },
    retries: 2,
    ...fields
  })

  it("is short on its box and complete for screen readers", () => {
    expect(stateText(run({}))).toBe("◐ running 41/60 ✕1 ↻2")
    expect(stateText(run({ status: "SUCCESS", segments: { total: 1, done: 1, failed: 0 }, retries: 0 }))).toBe("✓")
    expect(stateText(run({ status: "SKIPPED", blockedBy: "Clean" }))).toBe("– not reached")
    expect(spokenState(run({}))).toBe("running, 41 of 60 segments, 1 failed, 2 retried")
    expect(spokenState(run({ status: "SKIPPED", blockedBy: "Clean" }))).toBe("not reached because of Clean")
  })

  it("names kind, function, state and problems", () => {
    const place = forked.places.get(2)!
    expect(spokenNode(place, forked.problemsAt.get(2) ?? [], run({ retries: 0 }))).toMatch(
      /^Judge, asset, .*running, 41 of 60 segments, 1 failed, 1 error/
    )
  })

  it("never distinguishes states by colour alone", () => {
    const signs = Object.values(stateMarks).map(({ sign }) => sign)
    const words = Object.values(stateMarks).map(({ word }) => word)
    expect(new Set(signs).size).toBe(signs.length)
    expect(new Set(words).size).toBe(words.length)
  })
})
