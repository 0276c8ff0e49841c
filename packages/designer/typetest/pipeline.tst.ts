/** The types that a pipeline or a handle carries to `run`. */
import {
  type DataType,
  definePipeline,
  type Pipeline,
  type PipelineHandle,
  type PipelineInputs,
  type PipelineOutputs,
  type PromptVariables,
  type Typed
} from "@aixplain-ts/designer"
import { expectTypeOf } from "vitest"

const everything = definePipeline(
  "Everything",
  {
    Review: "text",
    Source: ["text", "audio"],
    Any: [],
    Language: { type: "label", data: "en" },
    Open: { type: "image" }
  },
  ({ Review, Source }, n) => {
    const route = n.decision({ comparison: Review, passthrough: Review })
    const heard = n.router(Source).type("audio")
    return {
      Always: Review,
      Angry: route.when("equal", "x"),
      Heard: n.output(heard, { number: 9 }),
      Both: n.merge(route.otherwise(), Review)
    }
  }
)

// What the editor shows: labels and data types, optional where a run may go without.
expectTypeOf(everything).toEqualTypeOf<
  Pipeline<
    {
      readonly Review: "text"
      readonly Source: "text" | "audio"
      readonly Any:
        | "audio"
        | "boolean"
        | "embedding"
        | "float"
        | "image"
        | "integer"
        | "label"
        | "number"
        | "tensor"
        | "text"
        | "video"
      readonly Language?: "label"
      readonly Open: "image"
    },
    { readonly Always: "text"; readonly Angry?: "text"; readonly Heard?: "audio"; readonly Both: "text" }
  >
>()

interface File {
  readonly path: string
}

type Inputs = PipelineInputs<typeof everything, File>
expectTypeOf<Inputs["Review"]>().toEqualTypeOf<string | File | readonly (string | File)[]>()
expectTypeOf<Inputs["Language"]>().toEqualTypeOf<string | readonly string[] | undefined>()
expectTypeOf<PipelineOutputs<typeof everything>["Angry"]>().toEqualTypeOf<"text" | undefined>()

// A pipeline whose labels are not known has any.
const some: Pipeline = everything
expectTypeOf(some.inputs["Review"]?.optional).toEqualTypeOf<boolean | undefined>()
expectTypeOf<PipelineOutputs<Pipeline>>().toEqualTypeOf<{ readonly [label: string]: DataType }>()
expectTypeOf<PipelineOutputs<any>>().toEqualTypeOf<{ readonly [label: string]: DataType }>()
expectTypeOf<PipelineInputs<Pipeline>["Review"]>().toExtend<unknown>()

/** How a client takes a pipeline: it names neither the builder nor this copy of the declarations. */
interface Client {
  create<I, O>(
    pipeline: Typed<I, O> & { toJSON(): unknown }
  ): {
    run(inputs: PipelineInputs<Typed<I, O>, File>): { readonly [L in keyof O]: { text(): string } }
  }
  get<H extends PipelineHandle>(handle: H): { run(inputs: PipelineInputs<H, File>): PipelineOutputs<H> }
}
declare const client: Client

const triage = definePipeline("Triage", { Review: "text" }, ({ Review }, n) => {
  const route = n.decision({ comparison: Review, passthrough: Review })
  return { Angry: route.when("equal", "x"), Same: Review }
})
const result = client.create(triage).run({ Review: "Never again" })
result.Same.text()
result.Angry?.text()
// @ts-expect-error it comes after a decision
result.Angry.text()
// @ts-expect-error a wrong label
client.create(triage).run({ Revue: "Never again" })
// @ts-expect-error a missing label
client.create(triage).run({})
// @ts-expect-error a wrong type
client.create(triage).run({ Review: 5 })
// @ts-expect-error no such output
void result.Angri

const handle = {
  id: "6544ffbdf4644a9f6c2363a6",
  name: "Triage",
  inputs: { Review: { type: "text" }, Language: { type: "label", optional: true }, Any: { type: ["text", "audio"] } },
  outputs: { Angry: { type: "text", optional: true }, Same: { type: "text" } }
} as const
const outputs = client.get(handle).run({ Review: "Never again", Any: { path: "a.wav" } })
expectTypeOf(outputs).toEqualTypeOf<{ readonly Same: "text"; readonly Angry?: "text" }>()
// @ts-expect-error a missing label
client.get(handle).run({ Review: "Never again" })
// @ts-expect-error a label is text
client.get(handle).run({ Review: "x", Any: "y", Language: 5 })

// A second copy of these declarations, as one inside the sdk, is the same to the compiler.
interface TypedElsewhere<out Inputs, out Outputs> {
  readonly "~types"?: { readonly inputs: Inputs; readonly outputs: Outputs }
}
expectTypeOf(triage).toExtend<TypedElsewhere<{ readonly Review: "text" }, { readonly Angry?: "text" }>>()

// Variables of prompts as types; the run-time function is tested with the same prompts.
expectTypeOf<PromptVariables<"Summarise {{topic}} for {{the reader}}, {{topic}}">>().toEqualTypeOf<
  "topic" | "the reader"
>()
expectTypeOf<PromptVariables<"{{}} {a} }} {{ {a}">>().toEqualTypeOf<never>()
expectTypeOf<PromptVariables<"{{foo {{bar}}">>().toEqualTypeOf<"foo {{bar">()
expectTypeOf<PromptVariables<"{{a} {{b}}">>().toEqualTypeOf<"b">()
expectTypeOf<PromptVariables<"{{{a}}}">>().toEqualTypeOf<"{a">()
expectTypeOf<PromptVariables<string>>().toEqualTypeOf<never>()
