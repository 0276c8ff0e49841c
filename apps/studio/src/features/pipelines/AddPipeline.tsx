/** Stores a pipeline from a JSON file of this machine and opens it. */
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useRef } from "react"
import { aixplain } from "../../client.ts"
import { ErrorNote } from "../../ui/ErrorNote.tsx"

const parse = async (file: File): Promise<object> => {
  let value: unknown
  try {
    value = JSON.parse(await file.text())
  } catch {
    throw new Error(`${file.name} is not JSON. Choose a pipeline document: an object with \`nodes\` and \`links\`.`)
  }
  if (typeof value !== "object" || value === null)
    throw new Error(`${file.name} holds no object. A pipeline document is an object with \`nodes\` and \`links\`.`)
  return "name" in value ? value : { name: file.name.replace(/\.json$/i, ""), ...value }
}

export const AddPipeline = () => {
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: async (file: File) => aixplain.pipelines.create(await parse(file)),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["pipelines"] })
      await navigate({ to: "/p/$id", params: { id } })
    }
  })
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
      {add.isError ? <ErrorNote error={add.error} title="The pipeline was not added." /> : null}
    </>
  )
}
