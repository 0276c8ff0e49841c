/**
 * Attempts to leave the Python sandbox, to ruin it or to leave something behind, one script each.
 *
 * A probe that gets through returns (or prints) a text that starts with `ESCAPED`. `plain: true` marks those that do get
 * through in an unsealed Pyodide: the suite runs them there, too, to show that they are real.
 */
import type { ScriptFailure } from "../../src/scripts/ScriptError.ts"

export interface Probe {
  readonly name: string
  readonly source: string
  /** How it has to end; `ok` for a script that returns and got nothing. */
  readonly ends: readonly (ScriptFailure | "ok")[]
  readonly plain?: boolean
  readonly timeout?: number
}

export interface Target {
  /** A file of the host with the text `canary`. */
  readonly canary: string
  /** A file that must never come to be. */
  readonly marker: string
  /** A TCP server on 127.0.0.1 that must never be called. */
  readonly port: number
}

/** A body of `main`, indented; `got(x)` returns x as an escape. */
const main = (body: string): string =>
  `def got(x):\n    return [{"data": "ESCAPED " + str(x)[:200]}]\n\ndef main(text):\n${body
    .replace(/^\n/, "")
    .replace(/\s+$/, "")
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}\n    return [{"data": "nothing"}]\n`

export const pythonProbes = ({ canary, marker, port }: Target): readonly Probe[] => [
  // JavaScript around Python.
  { name: "import js", ends: ["exception"], plain: true, source: main(`import js\nreturn got(js.Object)`) },
  {
    name: "import pyodide_js",
    ends: ["exception"],
    plain: true,
    source: main(`import pyodide_js\nreturn got(pyodide_js.loadPackage)`)
  },
  {
    name: "run_js by pyodide.code",
    ends: ["exception"],
    plain: true,
    source: main(`from pyodide.code import run_js\nreturn got(run_js("process.version"))`)
  },
  {
    name: "process of Node by js",
    ends: ["exception"],
    plain: true,
    source: main(`import js\nreturn got(js.process.getBuiltinModule("fs").readFileSync("${canary}", "utf8"))`)
  },
  {
    name: "Function constructor by a converted list",
    ends: ["exception", "forbidden"],
    plain: true,
    source: main(`
from pyodide.ffi import to_js
return got(to_js([1]).constructor.constructor("return process.version")())`)
  },
  {
    name: "Function constructor by the core module",
    plain: true,
    ends: ["exception", "forbidden"],
    source: main(`
import _pyodide_core as core
for name in ("create_proxy", "to_js", "run_js", "JsProxy"):
    f = getattr(core, name, None)
    if f is None:
        continue
    try:
        made = f([1])
    except Exception:
        continue
    return got(made.constructor.constructor("return 1")())`)
  },
  {
    name: "the import hook loaded again from the archive",
    ends: ["exception", "forbidden"],
    source: main(`
import _pyodide._importhook as hook
hook.register_js_finder()
import js
return got(js.process)`)
  },
  {
    name: "eval_code of the archive's own package",
    plain: true,
    ends: ["exception", "forbidden", "ok"],
    source: main(`
from _pyodide._base import eval_code
eval_code("import js; js.eval('1')")
return got("eval")`)
  },
  {
    name: "JsProxy found among the garbage collector's objects",
    ends: ["ok", "forbidden"],
    source: main(`
import gc
gc.unfreeze()
for thing in gc.get_objects():
    if "Js" in type(thing).__name__ or "pyodide" in type(thing).__module__:
        try:
            return got(thing.constructor)
        except AttributeError:
            pass`)
  },
  {
    name: "pyfetch",
    ends: ["exception"],
    source: `async def main(text):\n    from pyodide.http import pyfetch\n    r = await pyfetch("http://127.0.0.1:${port}/")\n    return [{"data": "ESCAPED " + await r.string()}]\n`
  },
  {
    name: "micropip and loadPackage",
    ends: ["exception"],
    source: main(`import micropip\nreturn got(micropip)`)
  },
  {
    name: "a web loop brought back",
    plain: true,
    ends: ["exception", "forbidden"],
    source: main(`
import pyodide.webloop as w
w.WebLoop().call_soon(print, 1)
return got("loop")`)
  },
  // Native code.
  {
    name: "ctypes and the C library",
    plain: true,
    ends: ["forbidden"],
    source: main(`import ctypes\nreturn got(ctypes.CDLL(None).system)`)
  },
  {
    name: "ctypes past its own import check",
    ends: ["forbidden", "exception"],
    source: main(`
import _ctypes
return got(_ctypes.dlopen("libc.so", 0))`)
  },
  {
    name: "emscripten_run_script by _ctypes",
    ends: ["forbidden", "exception"],
    source: main(`
import _ctypes
handle = _ctypes.dlopen(None, 0)
address = _ctypes.dlsym(handle, "emscripten_run_script")
return got(_ctypes.call_function(address, (b"process.exit(1)",)))`)
  },
  {
    name: "a fake object by its address",
    ends: ["exception", "forbidden", "memory"],
    source: main(`
import _ctypes
fake = bytes(64)
thing = _ctypes.PyObj_FromPtr(id(fake) + 16)
return got(repr(thing))`)
  },
  {
    name: "a WebAssembly side module in /tmp",
    ends: ["exception", "forbidden"],
    source: main(`
import importlib.machinery, importlib.util
path = "/tmp/evil.so"
with open(path, "wb") as f:
    f.write(bytes.fromhex("0061736d01000000"))
loader = importlib.machinery.ExtensionFileLoader("evil", path)
spec = importlib.util.spec_from_file_location("evil", path, loader=loader)
return got(importlib.util.module_from_spec(spec))`)
  },
  {
    name: "bytecode that reads beside its constants",
    ends: ["exception", "ok", "memory", "forbidden"],
    source: main(`
def f():
    return 1
import opcode
load = opcode.opmap["LOAD_CONST"]
code = f.__code__
f.__code__ = code.replace(co_code=bytes([opcode.opmap["RESUME"], 0, load, 200, opcode.opmap["RETURN_VALUE"], 0]))
try:
    str(f())
except Exception:
    pass`)
  },
  // Programs.
  {
    name: "os.system",
    ends: ["ok"],
    plain: true,
    source: main(`import os\nif os.system("echo x > ${marker}") == 0:\n    return got("ran")`)
  },
  {
    name: "subprocess",
    ends: ["exception", "forbidden"],
    source: main(`import subprocess\nreturn got(subprocess.run(["id"], capture_output=True))`)
  },
  { name: "os.popen", ends: ["exception", "forbidden"], source: main(`import os\nreturn got(os.popen("id").read())`) },
  { name: "os.fork", ends: ["exception", "forbidden"], source: main(`import os\nreturn got(os.fork())`) },
  {
    name: "os.execv",
    ends: ["exception", "forbidden"],
    source: main(`import os\nos.execv("/bin/sh", ["sh", "-c", "echo x > ${marker}"])\nreturn got("exec")`)
  },
  {
    name: "os.posix_spawn",
    ends: ["exception", "forbidden"],
    source: main(`import os\nreturn got(os.posix_spawn("/bin/sh", ["sh"], {}))`)
  },
  {
    name: "_posixsubprocess",
    ends: ["exception", "forbidden"],
    source: main(`import _posixsubprocess\nreturn got(_posixsubprocess.fork_exec(*[None] * 22))`)
  },
  {
    name: "multiprocessing",
    ends: ["exception", "forbidden"],
    source: main(`import multiprocessing\nmultiprocessing.Process(target=print).start()\nreturn got("process")`)
  },
  {
    name: "threads",
    ends: ["exception"],
    source: main(`import threading\nthreading.Thread(target=print).start()\nreturn got("thread")`)
  },
  { name: "pty", ends: ["exception", "forbidden"], source: main(`import pty\nreturn got(pty.spawn("/bin/sh"))`) },
  // Network.
  ...[
    `s = socket.socket()\ns.connect(("127.0.0.1", ${port}))`,
    `s = socket.create_connection(("127.0.0.1", ${port}))`,
    `s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"x", ("127.0.0.1", ${port}))`,
    `s = socket.socket()\ns.bind(("127.0.0.1", 0))\ns.listen()`,
    `s = socket.socket(socket.AF_UNIX)\ns.connect("/var/run/docker.sock")`,
    `s = socket.socket(fileno=0)`,
    `s = socket.getaddrinfo("localhost", 80)`,
    `s = socket.gethostbyname("localhost")`,
    `s = socket.fromfd(1, socket.AF_INET, socket.SOCK_STREAM)\ns.getpeername()`
  ].map((code) => ({
    name: `socket: ${code.split("\n").at(-1) ?? ""}`,
    ends: ["forbidden", "exception"] as const,
    plain: /connect\(\("|create_|sendto|listen|getaddrinfo|gethostbyname/.test(code),
    source: main(`import socket\n${code}\nreturn got(s)`)
  })),
  {
    name: "http.client",
    ends: ["forbidden"],
    source: main(`
import http.client
c = http.client.HTTPConnection("127.0.0.1", ${port})
c.request("GET", "/")
return got(c.getresponse().read())`)
  },
  {
    name: "urllib",
    ends: ["forbidden"],
    source: main(`import urllib.request\nreturn got(urllib.request.urlopen("http://127.0.0.1:${port}/").read())`)
  },
  {
    name: "file: URL",
    ends: ["exception", "forbidden"],
    source: main(`import urllib.request\nreturn got(urllib.request.urlopen("file://${canary}").read())`)
  },
  {
    name: "asyncio connection",
    ends: ["exception", "forbidden"],
    source: `import asyncio\nasync def main(text):\n    r, w = await asyncio.open_connection("127.0.0.1", ${port})\n    return [{"data": "ESCAPED"}]\n`
  },
  // Files.
  { name: "a file of the host", ends: ["exception"], source: main(`return got(open("${canary}").read())`) },
  {
    name: "environment of the process",
    plain: true,
    ends: ["ok"],
    source: main(
      `import os\nif any("canary" in v for v in os.environ.values()) or len(os.environ) > 6:\n    return got(dict(os.environ))`
    )
  },
  { name: "/proc/self/environ", ends: ["exception"], source: main(`return got(open("/proc/self/environ").read())`) },
  {
    name: "/proc/self/fd",
    ends: ["ok", "exception"],
    source: main(
      `import os\nfor n in os.listdir("/proc/self/fd"):\n    p = os.readlink("/proc/self/fd/" + n)\n    if not p.startswith(("/dev/", "/proc/")):\n        return got(p)`
    )
  },
  {
    name: "all files, looking for the host's",
    ends: ["ok"],
    source: main(`
import os
for root, dirs, files in os.walk("/"):
    if any(n in ("passwd", "shadow", "node_modules", "bin", "usr", "etc") for n in dirs + files):
        return got(root)`)
  },
  {
    name: "the terminal, for reading",
    plain: true,
    ends: ["exception"],
    source: main(`return got(open("/dev/tty", "rb", buffering=0).read(10))`)
  },
  {
    name: "the terminal, for writing",
    plain: true,
    ends: ["exception"],
    source: main(`f = open("/dev/tty1", "wb", buffering=0)\nf.write(b"x")\nreturn got("wrote")`)
  },
  {
    name: "stdin, where the next script's data would come from",
    ends: ["ok"],
    source: main(`import os\nx = os.read(0, 100)\nif x:\n    return got(x)`)
  },
  { name: "input()", ends: ["exception"], source: main(`return got(input())`) },
  {
    name: "writing frames on stdout",
    ends: ["ok"],
    source: main(`import os\nfor i in range(100):\n    os.write(1, b"\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00{}")`)
  },
  {
    name: "the standard library, by opening it for writing",
    ends: ["exception"],
    source: main(`open("/lib/python314.zip", "r+b").write(b"x")\nreturn got("wrote")`)
  },
  {
    name: "the standard library, by chmod first",
    ends: ["exception"],
    source: main(
      `import os\nos.chmod("/lib/python314.zip", 0o777)\nopen("/lib/python314.zip", "r+b").write(b"x")\nreturn got("wrote")`
    )
  },
  {
    name: "the standard library, by F_SETFL on a read-only descriptor",
    plain: true,
    ends: ["exception"],
    source: main(`
import fcntl, os
fd = os.open("/lib/python314.zip", os.O_RDONLY)
fcntl.fcntl(fd, fcntl.F_SETFL, os.O_RDWR)
os.write(fd, b"x")
return got("wrote")`)
  },
  {
    name: "the standard library, by truncating it",
    ends: ["exception"],
    source: main(`import os\nos.truncate("/lib/python314.zip", 10)\nreturn got("cut")`)
  },
  {
    name: "the standard library, by renaming it",
    ends: ["exception"],
    source: main(`import os\nos.rename("/lib/python314.zip", "/tmp/x.zip")\nreturn got("moved")`)
  },
  {
    name: "the standard library, by removing it",
    ends: ["exception"],
    source: main(`import os\nos.remove("/lib/python314.zip")\nreturn got("gone")`)
  },
  {
    name: "the standard library, by a shared map",
    ends: ["exception", "forbidden"],
    source: main(
      `import mmap, os\nm = mmap.mmap(os.open("/lib/python314.zip", os.O_RDONLY), 0)\nm[0:1] = b"x"\nreturn got("wrote")`
    )
  },
  {
    name: "a module beside the standard library",
    plain: true,
    ends: ["exception"],
    source: main(`open("/lib/python3.14/evil.py", "w")\nreturn got("wrote")`)
  },
  {
    name: "a device",
    ends: ["exception", "forbidden"],
    source: main(`import os, stat\nos.mknod("/tmp/dev", 0o666 | stat.S_IFCHR, os.makedev(5, 0))\nreturn got("made")`)
  },
  {
    name: "a symbolic link",
    plain: true,
    ends: ["exception", "forbidden"],
    source: main(`import os\nos.symlink("/dev/tty", "/tmp/l")\nreturn got("made")`)
  },
  { name: "a pipe", plain: true, ends: ["exception", "forbidden"], source: main(`import os\nreturn got(os.pipe())`) },
  {
    name: "chroot",
    ends: ["exception", "forbidden"],
    source: main(`import os\nos.chroot("/tmp")\nreturn got("root")`)
  },
  {
    name: "a forged answer",
    ends: ["ok"],
    source: main(`open("/run/answer.json", "w").write('{"segments": 5}')`)
  },
  // Signals and ends.
  {
    name: "kill itself",
    ends: ["forbidden", "exception"],
    source: main(`import os\nos.kill(os.getpid(), 9)\nreturn got("killed") if False else [{"data": "alive"}]`)
  },
  {
    name: "kill the server",
    ends: ["forbidden", "exception"],
    source: main(`import os\nos.kill(os.getppid(), 9)\nreturn [{"data": "alive"}]`)
  },
  {
    name: "raise SIGTERM",
    ends: ["forbidden", "exception"],
    source: main(`import signal\nsignal.raise_signal(signal.SIGTERM)`)
  },
  {
    name: "an alarm that comes later",
    ends: ["ok", "exception", "forbidden"],
    source: main(`import signal\nsignal.signal(signal.SIGALRM, print)\nsignal.alarm(1)`)
  },
  { name: "os._exit", ends: ["forbidden"], source: main(`import os\nos._exit(0)`) },
  { name: "os.abort", ends: ["forbidden", "exception"], source: main(`import os\nos.abort()`) },
  { name: "sys.exit", ends: ["exception"], source: main(`import sys\nsys.exit(3)`) },
  {
    name: "a null pointer",
    ends: ["exception", "forbidden"],
    source: main(`import _ctypes\nrepr(_ctypes.PyObj_FromPtr(0))\nrepr(_ctypes.PyObj_FromPtr(4))`)
  },
  {
    name: "an exception that does not want to be told",
    ends: ["exception"],
    source: `class E(BaseException):\n    def __str__(self):\n        raise E()\n    __repr__ = __str__\n\ndef main(text):\n    raise E()\n`
  },
  // Memory.
  { name: "a list without end", ends: ["memory"], source: main(`x = []\nwhile True:\n    x.append(bytes(1000000))`) },
  { name: "a text without end", ends: ["memory"], source: main(`x = "x"\nwhile True:\n    x += x`) },
  { name: "a huge allocation", ends: ["memory"], source: main(`bytearray(2 ** 30)`) },
  {
    name: "memory errors swallowed",
    ends: ["timeout", "memory", "exception"],
    timeout: 3000,
    source: main(
      `x = []\nwhile True:\n    try:\n        x.append(bytearray(100000))\n    except BaseException:\n        pass`
    )
  },
  {
    name: "a compressed bomb",
    ends: ["memory", "exception"],
    source: main(
      `import zlib\nc = zlib.compressobj(9)\nd = b"".join(c.compress(bytes(10 ** 6)) for _ in range(250)) + c.flush()\nzlib.decompress(d)`
    )
  },
  {
    name: "deep recursion in C",
    ends: ["exception"],
    source: main(`a = []\nfor _ in range(200000):\n    a = [a]\nrepr(a)`)
  },
  {
    name: "deep recursion with the limit off",
    ends: ["exception", "memory"],
    source: main(`import sys\nsys.setrecursionlimit(2 ** 31 - 1)\ndef f():\n    f()\nf()`)
  },
  {
    name: "a deep result",
    ends: ["result", "exception"],
    source: main(`a = []\nfor _ in range(200000):\n    a = [a]\nreturn [{"data": a}]`)
  },
  // Files as a way around the memory cap.
  {
    name: "files without end",
    ends: ["exception"],
    source: main(`i = 0\nwhile True:\n    open(f"/tmp/{i}", "wb").write(bytes(1 << 20))\n    i += 1`)
  },
  {
    name: "a file with a hole",
    ends: ["exception"],
    source: main(`f = open("/tmp/x", "wb")\nf.seek(2 ** 31)\nf.write(b"x")\nf.close()`)
  },
  {
    name: "a truncated file",
    ends: ["exception"],
    source: main(`import os\nopen("/tmp/x", "wb").close()\nos.truncate("/tmp/x", 2 ** 32)`)
  },
  {
    name: "a positioned write",
    ends: ["exception"],
    source: main(`import os\nfd = os.open("/tmp/x", os.O_RDWR | os.O_CREAT)\nos.pwrite(fd, b"x", 2 ** 33)`)
  },
  {
    name: "deleted but open files",
    ends: ["exception"],
    source: main(
      `import os\nfs = []\nwhile True:\n    f = open("/tmp/x", "wb", buffering=0)\n    f.write(bytes(1 << 20))\n    os.remove("/tmp/x")\n    fs.append(f)`
    )
  },
  {
    name: "empty files without end",
    ends: ["exception"],
    source: main(`i = 0\nwhile True:\n    open(f"/tmp/{i}", "wb").close()\n    i += 1`)
  },
  {
    name: "folders without end",
    ends: ["exception", "timeout"],
    timeout: 2000,
    source: main(`import os\nos.chdir("/tmp")\nwhile True:\n    os.mkdir("d")\n    os.chdir("d")`)
  },
  { name: "descriptors without end", ends: ["exception"], source: main(`import os\nwhile True:\n    os.dup(1)`) },
  {
    name: "a descriptor with a huge number",
    ends: ["exception"],
    source: main(`import fcntl\nfcntl.fcntl(1, fcntl.F_DUPFD, 2 ** 31 - 1)\nreturn got("made")`)
  },
  {
    name: "dup2 to a huge number",
    ends: ["exception"],
    source: main(`import os\nos.dup2(1, 2 ** 31 - 1)\nreturn got("made")`)
  },
  {
    name: "a name that JavaScript takes for a prototype",
    ends: ["ok", "exception"],
    source: main(
      `import os\nos.mkdir("/tmp/__proto__")\nopen("/tmp/__proto__/constructor", "w").write("x")\nopen("/tmp/__defineGetter__", "w")\nos.listdir("/tmp/__proto__")`
    )
  },
  {
    name: "long names",
    ends: ["ok", "exception", "memory"],
    source: main(`import os\ntry:\n    open("/tmp/" + "a" * 50000000, "w")\nexcept OSError:\n    pass`)
  },
  // Time.
  { name: "a loop", ends: ["timeout"], timeout: 500, source: main(`while True:\n    pass`) },
  { name: "a loop in C", ends: ["timeout"], timeout: 500, source: main(`10 ** 100000000`) },
  {
    name: "a loop over an endless iterator",
    ends: ["timeout"],
    timeout: 500,
    source: main(`import itertools\nsum(itertools.count())`)
  },
  {
    name: "a slow pattern",
    ends: ["timeout"],
    timeout: 500,
    source: main(`import re\nre.match("(a+)+$", "a" * 40 + "b")`)
  },
  { name: "a long sleep", ends: ["timeout"], timeout: 500, source: main(`import time\ntime.sleep(10 ** 6)`) },
  {
    name: "a loop that swallows everything",
    ends: ["timeout"],
    timeout: 500,
    source: main(
      `while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass`
    )
  },
  { name: "a loop at the top of the file", ends: ["timeout"], timeout: 500, source: `while True:\n    pass\n` },
  {
    name: "a loop when the result is read",
    ends: ["timeout", "result"],
    timeout: 500,
    source: `class D(dict):\n    def items(self):\n        while True:\n            pass\n\ndef main(text):\n    return [D(a=1)]\n`
  },
  {
    name: "an await that nothing ends",
    ends: ["exception"],
    source: `import asyncio\nasync def main(text):\n    await asyncio.get_running_loop().create_future()\n`
  },
  // Output.
  { name: "a flood of prints", ends: ["ok"], source: main(`for i in range(20000):\n    print("x" * 500)`) },
  {
    name: "one print without a line end",
    ends: ["ok"],
    source: main(`import sys\nfor i in range(200):\n    sys.stdout.write("x" * 100000)`)
  },
  { name: "invalid UTF-8 on stdout", ends: ["ok"], source: main(`import os\nos.write(1, bytes(range(256)))`) },
  { name: "a long error message", ends: ["exception"], source: main(`raise ValueError("x" * 10000000)`) },
  { name: "a result that is too large", ends: ["result"], source: main(`return [{"data": "x" * 9000000}]`) },
  { name: "streams closed", ends: ["ok"], source: main(`import os\nos.close(0)\nos.close(1)\nos.close(2)`) }
]

/** Pairs: the first script leaves something behind, the second returns `ESCAPED` when it finds it. */
export const leaks: readonly { readonly name: string; readonly leave: string; readonly find: string }[] = [
  [
    "a builtin",
    `import builtins\nbuiltins.leaked = 1`,
    `import builtins\nif hasattr(builtins, "leaked"):\n    return got(1)`
  ],
  ["a changed builtin", `import builtins\nbuiltins.len = lambda x: 42`, `if len([]) == 42:\n    return got(1)`],
  [
    "a module",
    `import sys, types\nsys.modules["leaked"] = types.ModuleType("leaked")`,
    `import sys\nif "leaked" in sys.modules:\n    return got(1)`
  ],
  [
    "a changed module",
    `import json\njson.dumps = lambda *a, **k: "[]"`,
    `import json\nif json.dumps([1]) == "[]":\n    return got(1)`
  ],
  [
    "a global of __main__",
    `import __main__\n__main__.leaked = 1\nimport script\nscript.leaked = 1`,
    `import __main__\nif hasattr(__main__, "leaked"):\n    return got(1)`
  ],
  [
    "the environment",
    `import os\nos.environ["LEAKED"] = "1"`,
    `import os\nif "LEAKED" in os.environ or os.getenv("LEAKED"):\n    return got(1)`
  ],
  ["a file", `open("/tmp/leaked", "w").write("x")`, `import os\nif os.path.exists("/tmp/leaked"):\n    return got(1)`],
  [
    "a file in /run",
    `open("/run/leaked", "w").write("x")`,
    `import os\nif os.path.exists("/run/leaked"):\n    return got(1)`
  ],
  [
    "an open file",
    `import os\nos.dup2(os.open("/tmp/x", os.O_CREAT | os.O_RDWR), 77)`,
    `import os\ntry:\n    os.fstat(77)\n    return got(1)\nexcept OSError:\n    pass`
  ],
  [
    "stdout redirected",
    `import os\nos.dup2(os.open("/tmp/x", os.O_CREAT | os.O_RDWR), 1)`,
    `import os\nif not os.path.exists("/dev/stdout") or os.fstat(1).st_mode & 0o170000 != 0o020000:\n    return got(1)`
  ],
  [
    "the working folder",
    `import os\nos.mkdir("/tmp/d")\nos.chdir("/tmp/d")`,
    `import os\nif os.getcwd() != "/tmp":\n    return got(os.getcwd())`
  ],
  [
    "random numbers",
    `import random\nrandom.seed(1)`,
    `import random\nif random.random() == 0.13436424411240122:\n    return got(1)`
  ],
  ["an exit function", `import atexit\natexit.register(print, "ESCAPED")`, `pass`],
  [
    "a trace function",
    `import sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)`,
    `import sys\nif sys.gettrace() or sys.getprofile():\n    return got(1)`
  ],
  [
    "a finder",
    `import sys\nclass F:\n    def find_spec(self, *a):\n        print("ESCAPED")\nsys.meta_path.insert(0, F())`,
    `import sys\nif len(sys.meta_path) != 3:\n    return got(1)\nimport wave`
  ],
  [
    "a warning filter and a locale",
    `import warnings, decimal\nwarnings.simplefilter("error")\ndecimal.getcontext().prec = 3`,
    `import decimal\nif decimal.getcontext().prec == 3:\n    return got(1)`
  ],
  [
    "an asyncio loop",
    `import asyncio\nasyncio.set_event_loop(asyncio.new_event_loop())\nasyncio.leaked = 1`,
    `import asyncio\nif hasattr(asyncio, "leaked"):\n    return got(1)`
  ],
  [
    "the recursion limit",
    `import sys\nsys.setrecursionlimit(50000)`,
    `import sys\nif sys.getrecursionlimit() == 50000:\n    return got(1)`
  ],
  [
    "a changed class",
    `class X: pass\nimport collections\ncollections.Counter.leaked = 1`,
    `import collections\nif hasattr(collections.Counter, "leaked"):\n    return got(1)`
  ],
  [
    "the time zone",
    `import os, time\nos.environ["TZ"] = "Asia/Tokyo"`,
    `import time\nif time.timezone != 0:\n    return got(time.timezone)`
  ]
].map(([name = "", leave = "", find = ""]) => ({ name, leave: main(leave), find: main(find) }))
