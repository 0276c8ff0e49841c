import { expect } from "vitest"
import type { Expected } from "./Expected.ts"

const nodes = ["INPUT 0 Text", "ASSET 1 Model 1", "OUTPUT 2 Out"]
const whole = { nodes, links: 2 }
const raises = (words: string, type = "Exception") => ({ raises: type, says: expect.stringContaining(words) })

export const managing: Expected = {
  "create takes a dictionary and returns an object without nodes": [
    "create_from_a_dictionary",
    { value: { repr: true, name: "From a dictionary", status: "draft", nodes: [], links: 0 } }
  ],
  "create takes the path of a JSON file": [
    "create_from_a_file",
    { value: { name: "From a file", status: "draft", ...whole } }
  ],
  "create refuses a missing file": ["create_from_a_file_that_is_not_there", raises("in a JSON file")],
  "create of anything but a document raises": ["create_from_what_is_no_document", raises("")],
  "get returns name, status, nodes and links": [
    "get_with_everything",
    { value: { name: "Fresh", status: "draft", ...whole } }
  ],
  "get takes a key": ["get_with_a_key_of_its_own", { value: "Fresh" }],
  "get is available under its older name": ["get_by_its_older_name", { value: "Fresh" }],
  "get of an unknown id says 404": ["get_an_unknown_one", raises("Status Code: 404")],
  "get of a malformed id says 400": ["get_a_malformed_id", raises("err.invalid_param")],
  "get with a wrong key says 401": ["get_with_a_wrong_key", raises("Status Code: 401")],
  "get loads every kind of node, with its model": [
    "get_one_of_every_kind_of_node",
    { value: { nodes: expect.objectContaining({ length: 15 }), links: 15 } }
  ],
  "get loads what was posted without labels, without types and in capital letters": [
    "get_what_the_designer_of_others_wrote",
    { value: { nodes: ["INPUT 0 INPUT(ID=0)", "ASSET 1 ASSET(ID=1)", "OUTPUT 2 OUTPUT(ID=2)"], links: 2 } }
  ],
  "list searches names": ["list_by_name", { value: { found: true, page_total: 1, page_number: 0, total: 1 } }],
  "list returns pages": [
    "list_in_pages",
    {
      value: [
        [2, 2, 0, 5],
        [2, 2, 1, 5],
        [1, 1, 2, 5],
        [0, 0, 3, 5]
      ]
    }
  ],
  "list filters by functions, types, models and drafts": [
    "list_by_filters",
    { value: { function: 1, functions: 1, other_function: 0, input: 1, other_input: 0, model: 1, drafts: 1 } }
  ],
  "list takes suppliers as whole objects": ["list_by_suppliers", { value: true }],
  "list sends output types as input types, which the server tolerates": ["list_by_output_type", { value: 1 }],
  "list of nothing is empty": ["list_nothing", { value: { results: [], page_total: 0, page_number: 0, total: 0 } }],
  "list refuses pages above 100": ["list_with_a_page_that_is_too_large", raises("not exceed 100", "AssertionError")],
  "list with a wrong key says 401": ["list_with_a_wrong_key", raises("Status Code: 401")],
  "get_assets_from_page returns ten per page": ["pages_of_ten", { value: [10, 10] }],
  "get_first_k_assets returns whole pages": ["first_few", { value: [0, 10, 20] }],
  "update replaces document and name": [
    "update_from_a_dictionary",
    { value: { in_hand: "After", stored: { name: "After", status: "draft", ...whole } } }
  ],
  "update can onboard": ["update_as_an_asset", { value: "onboarded" }],
  "update takes the path of a JSON file": ["update_from_a_file", { value: 2 }],
  "update of an unknown id raises": ["update_an_unknown_one", raises("'id'")],
  "save always creates a new pipeline": [
    "save_what_is_in_hand",
    { value: { a_new_one: true, name: "Saved", ...whole } }
  ],
  "save of a dictionary sends a PUT and then a POST": [
    "save_a_dictionary",
    { value: { a_new_one: true, old: "Changed", new: "Changed" } }
  ],
  "save as an asset onboards the stored pipeline and not the object": [
    "save_as_an_asset",
    { value: { in_hand: "draft", stored: "onboarded" } }
  ],
  "deploy onboards": ["deploy", { value: { in_hand: "onboarded", stored: { status: "onboarded", ...whole } } }],
  "deploy of an object without nodes keeps the stored ones": [
    "deploy_without_its_nodes_in_hand",
    { value: { status: "onboarded", ...whole } }
  ],
  "deploy takes a key": ["deploy_with_a_key", { value: "onboarded" }],
  "deploy of a deployed pipeline is refused": ["deploy_twice", raises("already deployed", "AlreadyDeployedError")],
  "deploy of a document with errors is refused and stays a draft": [
    "deploy_what_has_errors",
    { value: { says: expect.stringContaining("Error deploying because of backend error"), status: "draft" } }
  ],
  "delete deletes": ["delete", { value: expect.stringContaining("Status Code: 404") }],
  "delete of a deleted pipeline raises": ["delete_twice", raises("Pipeline Deletion Error")],
  "a new object has the defaults": [
    "an_object_of_ones_own",
    { value: [expect.anything(), "1.0", "draft", { team: 246 }, expect.stringContaining("/execution/run")] }
  ],
  "an object without a name is refused": ["an_object_without_a_name", raises("name is required", "ValueError")],
  "an unknown status is a draft": ["a_status_that_nobody_knows", { value: true }]
}
