import { afterAll, describe, expect, it } from "vitest"
import { makeTestRunner, UPPER } from "./fixtures.ts"

const { python, runner } = makeTestRunner({ memory: 96 << 20 })
afterAll(() => runner.close())

/** A main of one statement after another. */
const main = (...lines: readonly string[]): string =>
  `def main(text):\n${lines.map((line) => `    ${line}\n`).join("")}`
const values = (segments: readonly Record<string, unknown>[]): readonly unknown[] => segments.map((it) => it["data"])

describe("a Python script with a function main", () => {
  it("gets lists of segments by input code and returns segments", async () => {
    const { segments, end } = await python(UPPER, {
      inputs: { text: [{ index: 7, data: "a" }, { attributes: { data: "b" } }] }
    })
    expect(end).toBe("ok")
    expect(segments).toEqual([
      { index: 7, success: true, data: "A", attributes: { data: "A" } },
      { index: 1, success: true, data: "B", attributes: { data: "B" } }
    ])
  })

  it("gets only linked inputs that it asks for", async () => {
    const inputs = { speakers: [{ data: "s" }], text: [{ data: "t" }] }
    expect(values((await python("def main(speakers):\n    return speakers", { inputs })).segments)).toEqual(["s"])
    expect(values((await python("def main(other=None, *, text):\n    return text", { inputs })).segments)).toEqual([
      "t"
    ])
    const all = await python("def main(**inputs):\n    return [{'data': sorted(inputs)}]", { inputs })
    expect(values(all.segments)).toEqual([["speakers", "text"]])
    expect(values((await python("main = lambda text, /: text", { inputs })).segments)).toEqual(["t"])
  })

  it("hears which inputs there are when it asks for another", async () => {
    expect(await python("def main(audio, text):\n    return text")).toMatchObject({
      end: "exception",
      message: "script.py: main asks for audio, but the inputs linked to this node are text."
    })
  })

  it("may be asynchronous", async () => {
    const source = `
import asyncio

async def double(x):
    await asyncio.sleep(0.001)
    return x * 2

async def main(text):
    return [{"data": x} for x in await asyncio.gather(double(1), double(2))]
`
    expect(values((await python(source)).segments)).toEqual([2, 4])
  })

  it("has the standard library and its own folder", async () => {
    const source = main(
      "import re, json, csv, io, hashlib, uuid, tempfile, dataclasses, datetime, statistics",
      "with tempfile.NamedTemporaryFile('w+') as f:",
      "    f.write('kept')",
      "    f.seek(0)",
      "    word = f.read()",
      "@dataclasses.dataclass",
      "class Point:",
      "    x: int",
      "return [{'data': [word, hashlib.sha256(b'').hexdigest()[:8], Point(3).x, statistics.mean([1, 2])]}]"
    )
    expect(values((await python(source)).segments)).toEqual([["kept", "e3b0c442", 3, 1.5]])
  })

  it("prints to the log, with what it writes to stderr", async () => {
    const source = main("import sys", "print('one', 2)", "print('three', file=sys.stderr)", "return text")
    expect(await python(source)).toMatchObject({ end: "ok", log: "one 2\nthree\n" })
  })

  it("is not run as a program, even if it could be", async () => {
    const source = `${UPPER}\nif __name__ == "__main__":\n    raise SystemExit("run as a program")\n`
    expect((await python(source)).end).toBe("ok")
  })
})

describe("a Python program of the older contract", () => {
  const program = `
import argparse, json

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--text")
    parser.add_argument("--output_file")
    args = parser.parse_args()
    with open(args.text) as f:
        segments = json.load(f)
    for segment in segments:
        segment["attributes"]["data"] = segment["attributes"]["data"][::-1]
    with open(args.output_file, "w") as f:
        json.dump(segments, f)

if __name__ == "__main__":
    main()
`
  it("gets a file for each input and writes one for its output", async () => {
    const { segments } = await python(program)
    expect(segments).toEqual([
      { index: 0, success: true, data: "olleh", text: "hello", attributes: { data: "olleh", text: "hello" } }
    ])
  })

  it("may do all that without a function main, and end itself", async () => {
    const source = program
      .replace("def main():", "if True:")
      .replace(/\nif __name__[^]*/, "\nimport sys\nsys.exit(0)\n")
    expect(values((await python(source)).segments)).toEqual(["olleh"])
  })

  it("fails with its exit code, and with what it printed in the log", async () => {
    const { end, message, log } = await python(program.replace('"--text")', '"--audio", required=True)'))
    expect(end).toBe("exception")
    expect(message).toBe("script.py ended at line 8 with exit code 2.")
    expect(log).toContain("the following arguments are required: --audio")
  })

  it("hears that it wrote nothing", async () => {
    expect(await python("x = 1\n")).toMatchObject({
      end: "result",
      message: "script.py defines no function main and wrote no segments to the file that --output_file names."
    })
  })
})

describe("a Python script that fails", () => {
  it.each([
    ["def main(text)\n    return text", "syntax", "script.py line 1 is not valid Python: expected ':'."],
    [
      main("x = 1", "return text[5]"),
      "exception",
      "script.py failed at line 3 with IndexError: list index out of range."
    ],
    [main("raise ValueError"), "exception", "script.py failed at line 2 with ValueError."],
    [
      main("import json", "json.loads('{')"),
      "exception",
      "script.py failed at line 3 with JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)."
    ],
    [
      "import numpy\ndef main(text):\n    return text",
      "exception",
      "script.py failed at line 1 with ModuleNotFoundError: No module named 'numpy' (scripts have Python's standard library and no other packages)."
    ],
    [main("import sys", "sys.exit('bye')"), "exception", "script.py ended at line 3 with exit code bye."],
    [main("pass"), "result", "script.py: main returned None instead of a list of segments."],
    [main("return 'x'"), "result", "script.py: main returned a str object instead of a list of segments."],
    [
      main("return [1]"),
      "result",
      "script.py: item 0 of what main returned is an int object instead of a segment (a dict)."
    ],
    [
      main("return [{'data': b'x'}]"),
      "result",
      'script.py: main returned a list whose item [0]["data"] is a bytes object, which is not a JSON value.'
    ],
    [
      main("return [{'data': [1, {2}]}]"),
      "result",
      'script.py: main returned a list whose item [0]["data"][1] is a set object, which is not a JSON value.'
    ],
    [
      main("return [{'data': float('nan')}]"),
      "result",
      'script.py: main returned a list whose item [0]["data"] is nan, which JSON cannot hold.'
    ],
    [
      main("return [{'data': 2 ** 60}]"),
      "result",
      'script.py: main returned a list whose item [0]["data"] is an integer beyond 2**53, which JSON readers round; return it as text.'
    ],
    [
      main("return [{1: 'x'}]"),
      "result",
      "script.py: main returned a list whose item [0] has the key 1, which is not a string."
    ],
    [
      main("x = {}", "x['data'] = x", "return [x]"),
      "result",
      'script.py: main returned a list whose item [0]["data"] contains itself.'
    ],
    [main("return [{'text': 'x'}]"), "result", "script.py: segment 0 holds no data (it has text)."]
  ])("says why in one sentence: %j", async (source, end, message) => {
    expect(await python(source)).toMatchObject({ end, message })
  })

  it("has its traceback in the log, from its own first line on", async () => {
    const { log } = await python(main("print('before')", "len(5)"))
    expect(log).toMatch(
      /^before\nTraceback [^\n]*\n {2}File "script.py", line 3, in main\n {4}len\(5\)\n[^]*TypeError: /
    )
  })

  it("is stopped when its time is up, with what it printed", async () => {
    expect(await python(main("print('started')", "while True:", "    pass"), { timeout: 300 })).toEqual({
      end: "timeout",
      segments: [],
      message: "script.py did not finish within 0.3 s and was stopped.",
      log: "started\n"
    })
  })

  it("is stopped when its run is", async () => {
    await python(UPPER)
    const stop = new AbortController()
    const running = python(main("while True:", "    pass"), { signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    expect(await running).toMatchObject({ end: "aborted", message: "script.py was stopped because its run was." })
    expect((await python(UPPER)).end).toBe("ok")
  })

  it("cannot make its log or its result endless", async () => {
    const flood = await python(main("for _ in range(1000):", "    print('x' * 1000)", "return text"))
    expect(flood.end).toBe("ok")
    expect(flood.log.length).toBeLessThan(263_000)
    expect(flood.log).toMatch(/\(738856 more bytes were not kept\)\n$/)
    expect(await python(main("return [{'data': 'x' * 9000000}]"))).toMatchObject({
      end: "result",
      message: "script.py returned more than 8 MiB."
    })
  })
})

describe("a hostile Python script", () => {
  it.each([
    ["another program", "import os", "os.fork()"],
    ["JavaScript by import", "import js", "js.process"],
    ["JavaScript by the core module", "import _pyodide_core", "_pyodide_core.run_js('1')"],
    ["a socket", "import socket", "socket.socket().connect(('127.0.0.1', 9))"],
    ["files of the server", "import os", "open('/etc/passwd')"],
    ["the terminal", "import os", "open('/dev/tty').read()"],
    [
      "the standard library's archive",
      "import os, fcntl",
      "fd = os.open('/lib/python314.zip', 0); fcntl.fcntl(fd, fcntl.F_SETFL, 2); os.write(fd, b'x')"
    ],
    ["more files than it may have", "import os", "open('/tmp/x', 'wb').write(bytes(20_000_000))"],
    ["a file with a hole", "import os", "os.truncate(os.open('/tmp/x', os.O_CREAT | os.O_RDWR), 2 ** 31)"]
  ])("does not get at %s, and the next one runs", async (_, first, second) => {
    const { end, message } = await python(main(first, second, "return [{'data': 'escaped'}]"))
    expect(["forbidden", "exception"]).toContain(end)
    expect(message).toMatch(/^script\.py .*\.$/)
    expect(values((await python(UPPER)).segments)).toEqual(["HELLO"])
  })

  it.each([
    ["import os", "os._exit(0)", "script.py tried to end its process, which scripts may not do, and was stopped."],
    [
      "import socket",
      "socket.socket()",
      "script.py failed at line 3 with PermissionError: [Errno 2] Permission denied (it tried to use the network, which scripts may not do)."
    ],
    ["import ctypes", "1", "script.py tried to call native code, which scripts may not do."]
  ])("hears what it may not do: %s; %s", async (first, second, message) => {
    expect(await python(main(first, second))).toMatchObject({ end: "forbidden", message })
  })

  it("runs out of memory alone", async () => {
    const { end, message } = await python(main("x = []", "while True:", "    x.append(bytes(1000000))"))
    expect([end, message]).toEqual(["memory", "script.py needed more than 96 MiB of memory at line 4 and was stopped."])
    expect((await python(UPPER)).end).toBe("ok")
  })

  it("leaves nothing behind for the next one", async () => {
    const leave = main(
      "import builtins, os, sys, json, random",
      "builtins.len = lambda x: 42",
      "builtins.leaked = os.environ['LEAKED'] = 'x'",
      "json.dumps = None",
      "sys.modules['leaked'] = sys",
      "random.seed(1)",
      "open('/tmp/leaked', 'w').write('x')",
      "os.dup2(os.open('/tmp/leaked', os.O_RDWR), 55)",
      "os.mkdir('/tmp/d')",
      "os.chdir('/tmp/d')",
      "os.close(1)",
      "return text"
    )
    const find = main(
      "import builtins, os, sys, random",
      "found = [len([]), hasattr(builtins, 'leaked'), 'LEAKED' in os.environ, 'leaked' in sys.modules]",
      "found += [os.listdir('/tmp'), os.getcwd(), os.path.exists('/proc/self/fd/55')]",
      "print(random.random())",
      "return [{'data': found}]"
    )
    await python(leave)
    const first = await python(find)
    expect(values(first.segments)).toEqual([[0, false, false, false, [], "/tmp", false]])
    expect((await python(find)).log).not.toBe(first.log)
  })

  it("sees nothing of the server's environment", async () => {
    process.env["SCRIPT_TEST_SECRET"] = "secret"
    const { segments } = await python(main("import os", "return [{'data': dict(os.environ)}]"))
    expect(values(segments)).toEqual([{ HOME: "/tmp", TMPDIR: "/tmp", LANG: "C.UTF-8", PATH: "" }])
  })
})
