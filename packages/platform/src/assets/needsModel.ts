/**
 * What to say of a function that no built-in serves: one sentence with the way out. Used by the engine's check before
 * a run (answered as 501).
 */

/** Functions that need no model but something else. */
const otherNeeds: Readonly<Record<string, string>> = {
  utilities: "the code of a utility",
  "script-execution": "code to execute",
  search: "an index to search in",
  connector: "a service to connect to",
  connection: "a service to connect to",
  guardrails: "rules to check against"
}

/** Why nothing here can run the function, and how to give the server something that can. */
export const needsModelSentence = (functionId: string): string =>
  `The function "${functionId}" needs ${otherNeeds[functionId] ?? "a model"} and this server has none built in: ` +
  `name one with startPlatform({ assets: [defineAsset({ id: "my-asset", function: "${functionId}", run: async (inputs) => ({ data: … }) })] }).`
