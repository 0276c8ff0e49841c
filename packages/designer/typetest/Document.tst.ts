import type {
  DataType as WireDataType,
  NodeState,
  PipelineDocument,
  Problem as WireProblem
} from "@aixplain-ts/api-types"
import {
  type Change,
  canonical,
  type DataType,
  diff,
  fits,
  type FitsInto,
  parseDocument,
  type Problem,
  toSvg,
  validate
} from "@aixplain-ts/designer"
import { expectTypeOf } from "vitest"

// The eleven words here and in the contract are the same.
expectTypeOf<DataType>().toEqualTypeOf<WireDataType>()

// The types of what fits what come from the table that `fits` reads.
expectTypeOf<FitsInto<"text">>().toEqualTypeOf<"embedding" | "float" | "integer" | "label" | "number" | "text">()
expectTypeOf<FitsInto<"number">>().toEqualTypeOf<"float" | "integer" | "number">()
expectTypeOf<FitsInto<"float">>().toEqualTypeOf<"float" | "integer" | "number">()
expectTypeOf<FitsInto<"audio">>().toEqualTypeOf<"audio">()
// @ts-expect-error no such data type
fits("string", "text")

// A problem is the contract's, with its codes listed: it can be sent as it is, and a switch over codes is checked.
expectTypeOf<Problem>().toExtend<WireProblem>()
expectTypeOf<Omit<WireProblem, "code">>().toEqualTypeOf<Omit<Problem, "code">>()
expectTypeOf(validate).returns.toEqualTypeOf<Problem[]>()
declare const problem: Problem
// @ts-expect-error no such code
if (problem.code === "cycles") throw new Error()

// What goes in comes out: a stored pipeline stays one in canonical form.
declare const stored: PipelineDocument & { readonly id: string }
expectTypeOf(canonical(stored).id).toEqualTypeOf<string>()
expectTypeOf(parseDocument).parameter(0).toBeUnknown()

// A change is told apart by its type.
const changed = (change: Change): string =>
  change.type === "connection_added" ? change.from.parameter : change.type === "name_changed" ? change.text : ""
expectTypeOf(diff).returns.toEqualTypeOf<Change[]>()
void changed

// The states of a run paint as they come from the API.
declare const state: NodeState
toSvg(stored, { theme: "dark", states: { 3: state }, problems: [problem] })
