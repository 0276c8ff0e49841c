/** A document of any size, deterministic for each size: assets in a wide acyclic graph. */
export const largeDocument = (size: number) => {
  let seed = 7
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const inputs = Math.max(1, Math.ceil(size / 50))
  const nodes = Array.from({ length: size }, (_, number) =>
    number < inputs
      ? {
          number,
          label: `Input ${number}`,
          type: "INPUT",
          dataType: ["text"],
          inputValues: [],
          outputValues: [{ code: "input", dataType: "text" }]
        }
      : {
          number,
          label: `Step ${number}`,
          type: "ASSET",
          function: "text-normalization",
          functionType: "ai",
          assetId: "",
          inputValues: [
            { code: "text", dataType: "text" },
            { code: "language", value: "en" }
          ],
          outputValues: [{ code: "data", dataType: "label" }]
        }
  )
  const links = nodes.slice(inputs).map(({ number }) => {
    const from = Math.max(0, number - 1 - random(20))
    return { from, to: number, paramMapping: [{ from: from < inputs ? "input" : "data", to: "text" }] }
  })
  return { name: `Large ${size}`, nodes, links }
}
