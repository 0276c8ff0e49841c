/** Runs all rules of axe on a page and returns its findings as readable lines. */
import axe from "axe-core"
import type { Page } from "playwright-core"

export const axeFindings = async (page: Page): Promise<readonly string[]> => {
  // Evaluated through the browser's protocol, so the page's content policy is unchanged.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] })
  )
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ failureSummary = "", target }) =>
        `${id} (${impact}) ${target.join(" ")}: ${failureSummary.replaceAll("\n", " ")}`
    )
  )
}
