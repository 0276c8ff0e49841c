/** Stores a pipeline from a local JSON file and opens it. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useRef } from "react"
import { addPipeline, Submissions } from "../../store/Submissions.ts"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { isUncertain } from "../../ui/Failure.ts"

interface ChosenFile {
  readonly name: string
  readonly text: string
}

const parse = ({ name, text }: ChosenFile): object => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${name} is not valid JSON. Choose a pipeline document: an object with \`nodes\` and \`links\`.`)
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${name} does not contain a JSON object. A pipeline document has \`nodes\` and \`links\`.`)
  return "name" in value ? value : { name: name.replace(/\.json$/i, ""), ...value }
}

/** Choosing the same file again after a lost answer repeats the same request. */
const submissions = new Submissions(
  (a: ChosenFile, b: ChosenFile) => a.name === b.name && a.text === b.text,
  async (file: ChosenFile) => parse(file)
)

export const AddPipeline = () => {
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: async (chosen: File) =>
      submissions.submit("add", { name: chosen.name, text: await chosen.text() }, addPipeline),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["pipelines"] })
      await navigate({ to: "/p/$id", params: { id } })
    }
  })
  const isLost = isUncertain(add.error)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="add-file"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ""
          if (file !== undefined) add.mutate(file)
        }}
      />
      <button type="button" className="button" disabled={add.isPending} onClick={() => input.current?.click()}>
        {add.isPending ? "Adding…" : "Add from a file"}
      </button>
      {add.isError ? (
        <ErrorNote
          error={add.error}
          title={isLost ? "It is not known whether the pipeline was added." : "The pipeline was not added."}
          {...(isLost && {
            retry: "Try again (cannot add twice)",
            onRetry: () => {
              if (add.variables !== undefined) add.mutate(add.variables)
            }
          })}
        />
      ) : null}
    </>
  )
}
