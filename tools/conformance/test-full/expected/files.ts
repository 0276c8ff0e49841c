import { expect } from "vitest"
import type { Expected } from "./Expected.ts"

const raises = (words: string, type = "Exception") => ({ raises: type, says: expect.stringContaining(words) })

export const files: Expected = {
  "a temporary file has a public link": [
    "a_temporary_file",
    { value: { link: expect.stringMatching(/^http:/), content: "from a file" } }
  ],
  "a permanent file has an s3 address, tags and a license": [
    "a_permanent_file",
    { value: expect.stringMatching(/^s3:\/\/aixplain\/permanent\//) }
  ],
  "a permanent file needs a license": ["a_permanent_file_without_a_license", raises("license", "AssertionError")],
  "an upload has an s3 address": [
    "a_file_for_a_run",
    { value: expect.stringMatching(/^s3:\/\/aixplain\/temp\/.*note\.txt$/) }
  ],
  "audio is uploaded too": ["an_audio_file", { value: expect.stringMatching(/^s3:.*tone\.wav$/) }],
  "a missing file is refused": ["a_file_that_is_not_there", raises("not found", "FileNotFoundError")],
  "to_link uploads files and leaves other values unchanged": [
    "links_of_anything",
    {
      value: {
        file: "s3://",
        text: "some text",
        url: "https://example.com/a.txt",
        dictionary: { a: "s3://", b: "text" }
      }
    }
  ],
  "an upload above the server's limit fails": ["an_upload_above_the_limit", raises("Failure on Uploading")],
  "a script is stored under an id": [
    "a_script",
    { value: [expect.stringMatching(/script\.py$/), '{"name": "script", "size": 27}'] }
  ],
  "a corpus has its columns": [
    "a_corpus",
    {
      value: {
        name: "Corpus",
        data: [
          ["Line", "text"],
          ["Answer", "text"]
        ]
      }
    }
  ],
  "a dataset has its sources and targets": [
    "a_dataset",
    { value: { name: "Dataset", source: ["Line"], target: ["Answer"] } }
  ],
  "an unknown corpus is 404": ["a_corpus_that_is_not_there", raises("Status 404")],
  "a custom model is found": [
    "a_model",
    { value: { id: "shout", name: "shout", function: "paraphrasing", supplier: expect.stringMatching(/aixplain/i) } }
  ],
  "a built-in model with a slash in its id is found": [
    "a_built_in_model",
    { value: { id: "local/sentiment-analysis", function: "sentiment-analysis", cached: true } }
  ],
  "models are found by function": [
    "models_by_function",
    { value: { ids: ["local/sentiment-analysis"], total: 1, page: 1 } }
  ],
  "models are found by text, page by page": ["models_by_text_and_page", { value: { ids: 6, local: true } }],
  "models are found by ids": ["models_by_ids", { value: { ids: ["shout", "local/sentiment-analysis"], total: 2 } }],
  "corpora are listed": ["corpora_in_a_list", { value: { names: ["Corpus"], total: 1 } }],
  "datasets are listed": ["datasets_in_a_list", { value: { names: ["Dataset"], source: ["Line"] } }],
  "a list of datasets can be empty": ["datasets_that_nobody_has", { value: { results: [], total: 0 } }],
  "an unknown model is 404": ["a_model_that_is_not_there", raises("Status Code: 404")]
}
