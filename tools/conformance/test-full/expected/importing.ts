import { expect } from "vitest"
import type { Expected } from "./Expected.ts"

export const importing: Expected = {
  "functions become the SDK's list": ["functions", { value: { count: 127, some: "sentiment-analysis" } }],
  "functions are listed with both arrays": ["functions_again", { value: 127 }],
  "suppliers are the suppliers of the assets": ["suppliers", { value: expect.arrayContaining(["aixplain"]) }],
  "languages have two-letter codes": [
    "languages",
    { value: { count: expect.any(Number), german: { language: "de", dialect: "" } } }
  ],
  "licenses have known ids": [
    "licenses",
    { value: ["620ba3983e2fa95c500b4297", "620ba3a83e2fa95c500b429d", "620ba3ae3e2fa95c500b429f"] }
  ],
  "a pipeline is loaded and run": ["one_run", { value: { status: "SUCCESS", label: "Out", nodes: 3 } }]
}
