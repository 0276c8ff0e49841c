import { expect } from "vitest"
import type { Expected } from "./Expected.ts"

const texts = (...out: string[]) => ({ status: "SUCCESS", completed: true, texts: { Out: out } })
const two = (one: string[], second: string[]) => ({
  status: "SUCCESS",
  completed: true,
  texts: { One: one, Two: second }
})
/** The SDK's message for a refused run: based on the status alone, nested twice. */
const refused = (words: string) => ({
  status: "FAILED",
  error: { status: "ERROR", error: { status: "ERROR", error: expect.stringContaining(words) } }
})
/** The SDK's message for input that it refuses itself, before any request. */
const refusedHere = (words: string) => ({ status: "FAILED", error: { error: expect.stringContaining(words) } })

export const running: Expected = {
  "a text is the value of the only input": ["a_text", { value: texts("HELLO") }],
  "every default is used": ["the_defaults", { value: { ...texts("HELLO"), took: true, error: null } }],
  "values are given by label": ["values_by_label", { value: two(["A"], ["B"]) }],
  "a JSON object in a text is values by label": ["a_json_object_in_a_text", { value: two(["A"], ["B"]) }],
  "a JSON list in a text is one instance per item": ["a_json_list_in_a_text", { value: texts("A", "B") }],
  "a list is one instance per item": ["a_list", { value: texts("A", "B", "C") }],
  "a list for one label is combined with the single value of another": [
    "a_list_by_label",
    { value: two(["A", "B"], ["X", "X"]) }
  ],
  "a number in a text stays text": ["a_number_in_a_text", { value: texts("12") }],
  "a boolean in a text has Python's spelling": ["a_truth_in_a_text", { value: texts("TRUE") }],
  "a local file is uploaded and its content is read": ["a_local_file", { value: texts("FROM A FILE") }],
  "a local file by label too": ["a_local_file_by_label", { value: two(["FROM A FILE"], ["X"]) }],
  "a URL is read": ["a_url", { value: texts("FROM A URL") }],
  "a column of a corpus is one instance per row": ["one_column_of_a_corpus", { value: texts("ONE", "TWO") }],
  "a column of a dataset too": ["one_column_of_a_dataset", { value: texts("ONE", "TWO") }],
  "columns by label are combined row by row": ["columns_by_label", { value: two(["ONE", "TWO"], ["EINS", "ZWEI"]) }],
  "an unknown column is refused before the run": [
    "a_column_that_is_not_there",
    { value: refusedHere('Data "nothing" not found') }
  ],
  "an unknown data asset is refused before the run": [
    "a_data_asset_that_is_not_there",
    { value: refusedHere("not found") }
  ],
  "both engine versions are accepted": ["both_engine_versions", { value: [texts("HELLO"), texts("HELLO")] }],
  "batch mode can be off": ["not_in_batch_mode", { value: texts("HELLO") }],
  "extra arguments are sent": ["extra_arguments", { value: { ...texts("HELLO"), kept: 0.5 } }],
  "run_async returns a URL that poll follows to the end, with credits, progress and counts": [
    "asynchronously",
    {
      value: {
        started: "IN_PROGRESS",
        ended: "SUCCESS",
        texts: { Out: ["HELLO"] },
        credits: 0,
        progress: "100%",
        segments: 1
      }
    }
  ],
  "run_async takes batch_mode": ["asynchronously_and_online", { value: "IN_PROGRESS" }],
  "version 1 of the answers is the server's dictionary": [
    "asynchronously_in_version_1",
    { value: { started: "IN_PROGRESS", polled: "SUCCESS", keys: expect.arrayContaining(["completed", "data"]) } }
  ],
  "run in version 1 fails inside the SDK, whatever the server answers": [
    "in_version_1",
    { value: { status: "failed", error: expect.stringContaining("does not support item assignment") } }
  ],
  "poll reports that a run is in progress, with its percentage": [
    "while_it_lasts",
    { value: { status: "IN_PROGRESS", completed: false, progress: expect.stringMatching(/^\d+%$/) } }
  ],
  "a run longer than the timeout is returned unfinished": [
    "longer_than_the_timeout",
    { value: { status: "IN_PROGRESS", completed: false } }
  ],
  "a segment that fails does not fail the run": [
    "a_segment_that_fails",
    { value: { status: "SUCCESS", segments: [true, false] } }
  ],
  "a run without a successful output fails with the reason": [
    "nothing_that_works",
    { value: { status: "FAILED", completed: true, error: expect.stringContaining('"bad" is not for me.') } }
  ],
  "a missing value is a bad request": ["a_value_that_is_missing", { value: refused("Bad request") }],
  "a document with errors is a bad request": ["a_document_with_errors", { value: refused("Bad request") }],
  "a function that no asset serves is 501": ["a_function_without_a_model", { value: refused("(Status 501)") }],
  "a wrong key is unauthorised": ["a_wrong_key", { value: refused("Unauthorized API key") }],
  "an unknown pipeline is not found": ["an_unknown_pipeline", { value: refused("Resource not found") }],
  "a malformed id is a bad request": ["a_malformed_id", { value: refused("Bad request") }],
  "a pipeline that was never saved is not found": [
    "a_pipeline_that_was_never_saved",
    { value: refused("Resource not found") }
  ],
  "polling an unknown run returns FAILED": [
    "polling_an_unknown_run",
    { value: { status: "FAILED", message: "Not Found" } }
  ],
  "states are the status values of the API": ["states_are_words", { value: ["SUCCESS", "FAILED", "IN_PROGRESS"] }]
}
