/** Runs scripts in Pyodide as it comes, without any of the sandbox. Sources as JSON on stdin, results on stdout. */
import { text } from "node:stream/consumers"
import { loadPyodide } from "pyodide"

const sources = JSON.parse(await text(process.stdin)) as readonly string[]
const python = await loadPyodide({ stdout: () => undefined, stderr: () => undefined })
python.globals["set"]("sources", python.toPy(sources))
const results = (await python.runPythonAsync(`
import inspect, json

async def each():
    results = []
    for source in sources:
        scope = {}
        try:
            exec(source, scope)
            result = scope["main"]([])
            if inspect.isawaitable(result):
                result = await result
            results.append(result[0]["data"])
        except BaseException as error:
            results.append(repr(error))
    return json.dumps(results)

await each()
`)) as string
process.stdout.write(results)
process.exit(0)
