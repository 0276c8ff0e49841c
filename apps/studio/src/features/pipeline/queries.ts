/** One pipeline with its document, as the graph views need it. */
import { parseDocument } from "@aixplain-ts/designer"
import type { AssetStatus } from "@aixplain-ts/sdk"
import { queryOptions } from "@tanstack/react-query"
import type { GraphModel } from "../../canvas/GraphModel.ts"
import { loadGraph } from "../../canvas/loadGraph.ts"
import { aixplain } from "../../store/client.ts"
import { isolate } from "../../text/isolate.ts"

export interface PipelineData {
  readonly id: string
  readonly name: string
  readonly status: AssetStatus
  readonly updatedAt?: string
  readonly graph: GraphModel
}

export const pipelineQuery = (id: string) =>
  queryOptions({
    queryKey: ["pipeline", id],
    // A graph that is no longer shown is not kept for long.
    gcTime: 60_000,
    // Class instances and maps are compared by identity; a refetch that brings the same document keeps the old graph.
    structuralSharing: (before, next) => keepSame(before as PipelineData | undefined, next as PipelineData),
    queryFn: async ({ signal }): Promise<PipelineData> => {
      const pipeline = await aixplain.pipelines.get(id, { signal })
      const { updatedAt } = pipeline.additionalInfo
      return {
        id: pipeline.id,
        name: isolate(pipeline.name),
        status: pipeline.status,
        ...(typeof updatedAt === "string" && { updatedAt }),
        graph: await loadGraph(parseDocument(pipeline.document ?? { nodes: [], links: [] }), signal)
      }
    }
  })

const keepSame = (before: PipelineData | undefined, next: PipelineData): PipelineData =>
  before !== undefined && JSON.stringify(before.graph.document) === JSON.stringify(next.graph.document)
    ? { ...next, graph: before.graph }
    : next
