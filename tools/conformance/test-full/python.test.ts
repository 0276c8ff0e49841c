/**
 * The vendor's unmodified Python SDK against the platform: every call of its pipeline classes, with its known
 * outcome. Three versions: the newest, the one whose requests the contract describes, and the last that fetches its
 * lists when it is imported.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type PythonOutcome, installSdk, runCases } from "../src/python.ts"
import { type VendorPlatform, vendorPlatform } from "../src/vendorPlatform.ts"
import { designing } from "./expected/designing.ts"
import type { Expected } from "./expected/Expected.ts"
import { files } from "./expected/files.ts"
import { importing } from "./expected/importing.ts"
import { managing } from "./expected/managing.ts"
import { running } from "./expected/running.ts"

const scripts: Readonly<Record<string, Expected>> = { running, managing, designing, files, importing }

/** Outcomes of older versions, which lack features. */
const older: Readonly<Record<string, PythonOutcome>> = {
  list_with_a_wrong_key: { raises: "TypeError", says: expect.stringContaining("api_key") }
}

const versions: Readonly<Record<string, readonly string[]>> = {
  "0.2.48": ["running", "managing", "designing", "files"],
  "0.2.47": ["running", "managing", "designing", "files"],
  "0.2.38": ["importing", "running", "managing", "designing", "files"]
}

for (const [version, names] of Object.entries(versions)) {
  const { missing, python } = await installSdk(version)
  if (missing !== undefined) process.stderr.write(`\nSKIPPED, the vendor's SDK ${version}: ${missing}\n\n`)
  const why = missing === undefined ? "" : ` (skipped: ${missing})`
  describe.skipIf(python === undefined)(`aixplain ${version} for Python${why}`, () => {
    describe.each(names)("%s", (name) => {
      const expected = scripts[name] ?? {}
      let vendor: VendorPlatform
      let outcomes: Readonly<Record<string, PythonOutcome>> = {}

      beforeAll(async () => {
        vendor = await vendorPlatform()
        const { cwd, platform, settings } = vendor
        outcomes = await runCases({
          python: python ?? "",
          script: `${name}.py`,
          cwd,
          settings,
          origin: platform.url,
          apiKey: platform.apiKey
        })
      })
      afterAll(() => vendor[Symbol.asyncDispose]())

      it.each(Object.entries(expected))("%s", (_, [case_, outcome]) => {
        expect(outcomes[case_]).toMatchObject((version === "0.2.38" ? older[case_] : undefined) ?? outcome)
      })

      it("has an expected outcome for every case", () => {
        expect(Object.keys(outcomes).toSorted()).toEqual(
          Object.values(expected)
            .map(([one]) => one)
            .toSorted()
        )
      })

      it("sends no request that the server does not have, and causes no server error", () => {
        const { requests } = vendor.platform
        const strange = requests.list().filter(({ operation, status }) => operation === undefined || status === 500)
        // A pipeline that was never saved is run without an id.
        expect(strange.filter(({ path }) => path !== "/assets/pipeline/execution/run/")).toEqual([])
      })
    })
  })
}
