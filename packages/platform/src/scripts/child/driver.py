"""
The Python half of the sandbox: reads a request, runs the script by one of its two contracts, and writes an answer.

It runs in the same interpreter as the script, so nothing here protects anything; the gate (`gate.ts`) does. It reports
in one sentence what went wrong, with the line of the script. The memory snapshot holds it, imported and ready.
"""

import ast
import asyncio
import gc
import inspect
import json
import linecache
import math
import os
import random
import sys
import time
import traceback
import types

# Imported only so that the snapshot holds them: importing these later costs a script 20 to 80 ms each.
import argparse, base64, builtins, collections, copy, csv, dataclasses, datetime, decimal, difflib, enum  # noqa: E401, F401
import functools, hashlib, io, itertools, operator, pathlib, re, statistics, string, textwrap, typing  # noqa: E401, F401
import unicodedata, urllib.parse, uuid  # noqa: E401, F401

_LINES = 400
_TEXT = 600
_DEPTH = 100


class _Failure(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class _Loop(asyncio.BaseEventLoop):
    """An event loop without sockets: asyncio.run, gather, sleep and queues work, and nothing wakes it from outside."""

    class _Nothing:
        def select(self, timeout=None):
            if timeout is None:
                raise RuntimeError("the script waits for something that can never happen")
            if timeout > 0:
                time.sleep(timeout)
            return []

        def close(self):
            pass

    def __init__(self):
        super().__init__()
        self._selector = self._Nothing()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class _Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = _Loop


def _settle(limit, request, answer):
    """
    After Pyodide has started: takes away what no longer works, and leaves no garbage that belongs to JavaScript.
    `limit` is the longest answer in bytes, `request` and `answer` are the files that the host and the driver share.
    """
    global _limit, _request, _answer
    _limit, _request, _answer = limit, request, answer
    for name in list(sys.modules):
        if name in ("js", "pyodide_js", "webbrowser") or name.startswith(("pyodide", "_pyodide")):
            del sys.modules[name]
    keep = ("BuiltinImporter", "FrozenImporter", "PathFinder")
    sys.meta_path[:] = [finder for finder in sys.meta_path if getattr(finder, "__name__", "") in keep]
    sys.path[:] = [path for path in sys.path if path and "site-packages" not in path]
    sys.excepthook = sys.__excepthook__
    os.environ.clear()
    os.environ.update(HOME="/tmp", TMPDIR="/tmp", LANG="C.UTF-8", PATH="")
    asyncio.run = getattr(asyncio.run, "__wrapped__", asyncio.run)
    time.sleep = getattr(time.sleep, "__wrapped__", time.sleep)
    asyncio.events._event_loop_policy = _Policy()
    asyncio._set_running_loop(None)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, errors="backslashreplace")
    gc.collect()
    gc.freeze()


def _text(value):
    try:
        text = str(value)
    except BaseException as error:
        text = "(its text could not be made: " + type(error).__name__ + ")"
    text = " ".join(text.split())
    return text if len(text) <= _TEXT else text[:_TEXT] + "…"


def _plural(names):
    return ", ".join(names) if names else "none"


def _line(error, name):
    line = None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == name:
            line = number
    return line


def _trace(error, name):
    """Prints the traceback from the script's first line on: the driver's own frames say nothing."""
    tb = error.__traceback__
    while tb is not None and tb.tb_frame.f_code.co_filename != name:
        tb = tb.tb_next
    try:
        text = "".join(traceback.format_exception(type(error), error, tb, limit=_LINES))
    except BaseException:
        text = type(error).__name__ + "\n"
    sys.stderr.write(text[-16384:])


def _explain(error, name):
    if isinstance(error, _Failure):
        return {"kind": error.kind, "message": str(error)}
    if isinstance(error, MemoryError):
        return {"kind": "memory", "message": "", "line": _line(error, name)}
    if isinstance(error, SyntaxError) and error.filename == name:
        where = f" line {error.lineno}" if error.lineno else ""
        return {"kind": "syntax", "message": f"{name}{where} is not valid Python: {_text(error.msg)}."}
    line = _line(error, name)
    text = _text(error)
    if isinstance(error, ModuleNotFoundError):
        text += " (scripts have Python's standard library and no other packages)"
    elif isinstance(error, OSError) and error.errno in (45, 52, 138):
        text += " (scripts can start no programs)"
    elif isinstance(error, FileNotFoundError):
        text += " (scripts see no files of the server, only their own /tmp)"
    _trace(error, name)
    where = f" at line {line}" if line else ""
    if isinstance(error, SystemExit):
        return {"kind": "exception", "message": f"{name} ended{where} with exit code {text}."}
    what = type(error).__name__ + (f": {text}" if text else "")
    if not what.endswith((".", "!", "?")):
        what += "."
    return {
        "kind": "exception",
        "message": f"{name} failed{where} with {what}",
        "system": isinstance(error, (OSError, ImportError, MemoryError)),
        "line": line,
    }


def _fault(value):
    """Where a returned value is not JSON, as (path, what it is); None when it is. Walks without recursion."""
    path, stack = set(), [(value, "", 0, False)]
    while stack:
        value, where, depth, leaving = stack.pop()
        if leaving:
            path.discard(id(value))
            continue
        kind = type(value)
        if kind is str or value is None or kind is bool:
            continue
        if isinstance(value, int):
            if not -9007199254740991 <= value <= 9007199254740991:
                return where, "is an integer beyond 2**53, which JSON readers round; return it as text"
        elif isinstance(value, float):
            if not math.isfinite(value):
                return where, f"is {value}, which JSON cannot hold"
            if value == 0 and math.copysign(1, value) < 0:
                return where, "is -0.0, which JSON readers turn into 0; return 0.0"
        elif isinstance(value, str):
            continue
        elif isinstance(value, (list, tuple, dict)):
            if id(value) in path:
                return where, "contains itself"
            if depth >= _DEPTH:
                return where, f"is nested deeper than {_DEPTH} levels"
            path.add(id(value))
            stack.append((value, where, depth, True))
            if isinstance(value, dict):
                for key, item in value.items():
                    if not isinstance(key, str):
                        return where, f"has the key {_text(repr(key))}, which is not a string"
                    stack.append((item, f"{where}[{json.dumps(key)}]", depth + 1, False))
            else:
                for index, item in enumerate(value):
                    stack.append((item, f"{where}[{index}]", depth + 1, False))
        else:
            return where, f"is {_article(value)}, which is not a JSON value"
    return None


def _article(value):
    name = type(value).__name__
    return ("an " if name[:1] in "aeiouAEIOU" else "a ") + name + " object"


def _segments(result, who, name):
    """The answer's text, or a _Failure that says what is wrong with the value."""
    if result is None:
        raise _Failure("result", f"{name}: {who} returned None instead of a list of segments.")
    if not isinstance(result, (list, tuple)):
        raise _Failure("result", f"{name}: {who} returned {_article(result)} instead of a list of segments.")
    for index, segment in enumerate(result):
        if not isinstance(segment, dict):
            raise _Failure(
                "result",
                f"{name}: item {index} of what {who} returned is {_article(segment)} instead of a segment (a dict).",
            )
    fault = _fault(result)
    if fault is not None:
        where, what = fault
        if len(where) > 120:
            where = where[:120] + "…"
        raise _Failure("result", f"{name}: {who} returned a list whose item {where} {what}.")
    return json.dumps(result, allow_nan=False)


def _guarded(tree):
    for node in tree.body:
        if isinstance(node, ast.If) and any(
            isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
        ):
            return True
    return False


def _defines_main(tree):
    """The top-level main of a script, however it got its name: its node when it is a def, True when it is not."""
    found = None
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == "main":
            found = node
        elif isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "main" for target in node.targets
        ):
            found = found or True
        elif isinstance(node, (ast.Import, ast.ImportFrom)) and any(
            (alias.asname or alias.name) == "main" for alias in node.names
        ):
            found = found or True
    return found


def _is_program(tree, inputs):
    """
    The contract until early 2025 was a command-line program; since then it is a function main. A program may define
    main too: then main takes none of the inputs, and something at the bottom of the file calls it.
    """
    main = _defines_main(tree)
    if main is None:
        return True
    if main is True or not _guarded(tree):
        return False
    arguments = main.args
    if arguments.kwarg is not None:
        return False
    names = {argument.arg for argument in arguments.posonlyargs + arguments.args + arguments.kwonlyargs}
    return not names & set(inputs)


def _module(name, filename):
    module = types.ModuleType(name)
    module.__file__ = filename
    sys.modules[name] = module
    return module


def _run_function(code, name, inputs):
    module = _module("script", name)
    exec(code, module.__dict__)
    main = module.__dict__.get("main")
    if not callable(main):
        raise _Failure("result", f"{name} defines no function main.")
    try:
        parameters = inspect.signature(main).parameters.values()
    except (TypeError, ValueError):
        parameters = [inspect.Parameter("inputs", inspect.Parameter.VAR_KEYWORD)]
    positional, named, missing = [], {}, []
    takes_all = False
    for parameter in parameters:
        if parameter.kind is parameter.VAR_KEYWORD:
            takes_all = True
        elif parameter.kind is parameter.VAR_POSITIONAL:
            continue
        elif parameter.name not in inputs:
            if parameter.default is parameter.empty:
                missing.append(parameter.name)
        elif parameter.kind is parameter.POSITIONAL_ONLY:
            positional.append(inputs[parameter.name])
        else:
            named[parameter.name] = inputs[parameter.name]
    if missing:
        raise _Failure(
            "exception",
            f"{name}: main asks for {_plural(missing)}, but the inputs linked to this node are "
            f"{_plural(list(inputs))}.",
        )
    if takes_all:
        named.update({code: segments for code, segments in inputs.items() if code not in named})
    result = main(*positional, **named)
    if inspect.iscoroutine(result):
        result = asyncio.run(result)
    return _segments(result, "main", name)


def _run_program(code, name, inputs):
    arguments = [name]
    for index, (input, segments) in enumerate(inputs.items()):
        path = f"/run/input-{index}.json"
        with open(path, "w", encoding="utf-8") as file:
            json.dump(segments, file)
        arguments += [f"--{input}", path]
    output = "/run/output.json"
    sys.argv[:] = arguments + ["--output_file", output]
    module = _module("__main__", name)
    try:
        exec(code, module.__dict__)
    except SystemExit as error:
        if error.code not in (None, 0):
            raise
    if not os.path.exists(output):
        raise _Failure(
            "result", f"{name} defines no function main and wrote no segments to the file that --output_file names."
        )
    with open(output, encoding="utf-8") as file:
        text = file.read()
    try:
        result = json.loads(text)
    except ValueError as error:
        raise _Failure("result", f"{name} wrote no JSON to its output file: {_text(error)}.") from None
    return _segments(result, "the program", name)


def _execute(request):
    name, source, inputs = request["name"], request["source"], request["inputs"]
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    try:
        tree = ast.parse(source, name)
        code = compile(tree, name, "exec", dont_inherit=True)
        program = _is_program(tree, inputs)
        del tree
        return _run_program(code, name, inputs) if program else _run_function(code, name, inputs)
    except BaseException as error:
        return _explain(error, name)


def _call():
    random.seed(os.urandom(16))
    with open(_request, "rb") as file:
        text = file.read()
    try:
        request = json.loads(text)
        del text
        answer = _execute(request)
    except MemoryError:
        answer = {"kind": "memory", "message": ""}
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass
    if isinstance(answer, str) and len(answer) > _limit:
        answer = {"kind": "size", "message": ""}
    with open(_answer, "w", encoding="utf-8") as file:
        if isinstance(answer, str):
            file.write('{"segments":')
            file.write(answer)
            file.write("}")
        else:
            json.dump(answer, file)
