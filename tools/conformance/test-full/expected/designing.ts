import { expect } from "vitest"
import type { Expected } from "./Expected.ts"

const raises = (words: string, type = "Exception") => ({ raises: type, says: expect.stringContaining(words) })
const good = [["Good", ["I love it"]]]
const other = [["Other", ["I hate it"]]]

export const designing: Expected = {
  "input, asset and use_output": ["one_asset", { value: { run: [["OUTPUT(ID=2)", ["HELLO"]]], reloaded: true } }],
  "a method per function": [
    "by_the_name_of_its_function",
    { value: { run: [["OUTPUT(ID=2)", ["POSITIVE"]]], reloaded: true } }
  ],
  "add_nodes and add_link": ["nodes_of_ones_own", { value: [["OUTPUT(ID=2)", ["HELLO"]]] }],
  "several outputs are in the order of their nodes": [
    "several_outputs",
    {
      value: [
        ["OUTPUT(ID=3)", ["HELLO"]],
        ["OUTPUT(ID=4)", ["hello"]]
      ]
    }
  ],
  "a decision after the input, whose source the SDK does not send": [
    "a_decision",
    { value: { good, other, both: [...good, ...other], reloaded: true } }
  ],
  "a decision after another node, whose source it sends": [
    "a_decision_whose_value_passes_through_another_node",
    { value: [["Good", ["I LOVE IT"]]] }
  ],
  "a router uses the actual type of its input": [
    "a_router",
    {
      value: {
        text: [["OUTPUT(ID=4)", ["HELLO"]]],
        text_file: [["OUTPUT(ID=4)", ["FROM A FILE"]]],
        audio_file: [["OUTPUT(ID=5)", ["heard audio/wav"]]],
        reloaded: true
      }
    }
  ],
  "a router by hand": ["a_router_by_hand", { value: [["OUTPUT(ID=3)", ["HELLO"]]] }],
  "a script from a file, with a parameter that is never linked": [
    "a_script",
    {
      value: {
        file: true,
        metadata: expect.stringContaining('"name": "mark"'),
        run: [["OUTPUT(ID=2)", ["SCRIPT: hello"]]],
        reloaded: true
      }
    }
  ],
  "a script that is already stored": [
    "a_script_that_is_stored_already",
    { value: [["OUTPUT(ID=2)", ["SCRIPT: hello"]]] }
  ],
  "segmentor, asset and reconstructor": [
    "lines_apart_and_together",
    {
      value: {
        run: [
          ["OUTPUT(ID=4)", ["ONE", "TWO", "THREE"]],
          ["OUTPUT(ID=5)", ["ONE\nTWO\nTHREE"]]
        ],
        reloaded: true
      }
    }
  ],
  "bare_segmentor and bare_reconstructor": ["lines_by_bare_nodes", { value: [["OUTPUT(ID=3)", ["one\ntwo"]]] }],
  "a metric, whose score of identical texts is 100.0": [
    "a_metric",
    { value: { label: "METRIC(2)", run: [["OUTPUT(ID=3)", ["100.0"]]], reloaded: true } }
  ],
  "a bare metric": ["a_bare_metric", { value: [["OUTPUT(ID=3)", ["0.5"]]] }],
  "a utility with the inputs of its model": [
    "a_utility",
    { value: { codes: ["inputs"], run: [["OUTPUT(ID=2)", ["cba"]]], class: true } }
  ],
  "a prompt with variables": [
    "a_prompt_with_variables",
    { value: { run: [["OUTPUT(ID=2)", ["Say hello to Ada."]]], reloaded: true } }
  ],
  "an input with its own file": [
    "an_input_with_a_value_of_its_own",
    {
      value: [
        ["OUTPUT(ID=3)", ["HELLO"]],
        ["OUTPUT(ID=5)", ["FROM A FILE"]]
      ]
    }
  ],
  "types in capital letters, and the stored value as the input's name, as in the vendor's guide": [
    "types_in_capital_letters",
    { value: { run: [["OUTPUT(ID=2)", ["HELLO"]]], reloaded: true } }
  ],
  "save, deploy, get and run": [
    "deployed",
    { value: { status: "onboarded", nodes: 3, run: [["OUTPUT(ID=2)", ["HELLO"]]] } }
  ],
  "saving twice creates two pipelines": ["saved_twice", { value: true }],
  "a loaded metric can be saved again, with the score that the server lists first": [
    "loaded_changed_and_saved",
    { value: { reloaded: true } }
  ],
  "one of every kind of node in one run": [
    "one_of_every_kind",
    {
      value: [
        ["Good lines", ["I love it"]],
        ["Together", ["I love it\nI hate it"]],
        ["Marked", ["SCRIPT: I love it\nI hate it"]],
        ["Score", ["1.0"]],
        ["Backwards", ["ti etah I\nti evol I"]]
      ]
    }
  ],
  "documents that the designer refuses are never sent to the server": [
    "refused_by_the_designer",
    { value: [expect.stringContaining("at least one asset"), expect.stringContaining("not linked out")] }
  ],
  "an unknown asset": ["an_asset_that_is_not_there", raises("Status Code: 404")]
}
