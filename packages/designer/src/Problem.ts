/**
 * What is wrong with a pipeline document, one fact at a time.
 *
 * Made by parsing, validation and the builder; printed by the CLI, sent by the platform, drawn by the studio.
 */
import type { Problem as WireProblem } from "@aixplain-ts/api-types"

/** What refuses a run and a deploy; everything else is a warning, because the hosted service accepts it. */
export type ErrorCode = "cycle" | "dangling_link" | "dangling_route" | "duplicate_number" | "no_input" | "unknown_kind"

/** What is suspicious, and runs all the same. */
export type WarningCode =
  | "bad_route"
  | "duplicate_label"
  | "empty_link"
  | "empty_script"
  | "leads_nowhere"
  | "missing_function"
  | "missing_passthrough"
  | "missing_prompt_variable"
  | "missing_value"
  | "no_asset"
  | "no_incoming_link"
  | "no_outgoing_link"
  | "no_output"
  | "several_links"
  | "type_mismatch"
  | "unknown_data_type"
  | "unknown_function"
  | "unknown_parameter"
  | "unreachable"

/** Why a value is not a pipeline document; found by `parseDocument`, never by `validate`. */
export type DocumentCode = "not_a_document"

/** Stable words for programs. */
export type ProblemCode = DocumentCode | ErrorCode | WarningCode

/**
 * One problem: `message` is a sentence that names the node by label and number, `hint` says what to do. `node` is the
 * number of the node it is about, `parameter` the code of one of its parameters.
 */
export interface Problem extends WireProblem {
  readonly code: ProblemCode
}
