/** Runs axe on a page, every rule it has, and gives its findings as lines that a failing test can be read by. */
import axe from "axe-core"
import type { Page } from "playwright-core"

export const axeFindings = async (page: Page): Promise<readonly string[]> => {
  // Evaluated by the browser's own protocol, so the page's content policy stays as it is.
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
