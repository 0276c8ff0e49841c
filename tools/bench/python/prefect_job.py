"""The job of the peer, in a long-lived Python process with its own server: text -> lines -> one call each -> joined."""

import json
import logging
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

logging.disable(logging.CRITICAL)
from prefect import flow, task  # noqa: E402


@task
def split(text):
    return text.split("\n")


@task
def change(line):
    return line.upper()


@task
def join(lines):
    return "\n".join(lines)


@flow(name="bench")
def job(text: str):
    return join(change.map(split(text)))


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1e6


def measure(settings):
    text = "\n".join(f"line {n}" for n in range(settings["lines"]))
    for _ in range(2):
        job(text)
    phases = []
    for concurrency in settings["concurrencies"]:
        took = []
        failed = []
        before = cpu()
        start = time.perf_counter()

        def lane(_):
            while time.perf_counter() - start < settings["seconds"]:
                began = time.perf_counter()
                try:
                    if job(text) != text.upper():
                        raise RuntimeError("The result is wrong.")
                    took.append((time.perf_counter() - began) * 1000)
                except Exception as error:
                    failed.append(str(error))
                    print(error, file=sys.stderr)

        with ThreadPoolExecutor(concurrency) as pool:
            list(pool.map(lane, range(concurrency)))
        phases.append(
            {"took": took, "failed": len(failed), "seconds": time.perf_counter() - start, "cpuMicros": cpu() - before}
        )
    print(json.dumps({"phases": phases, "peakRss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        job.serve(name="bench")
    else:
        measure(json.loads(os.environ["BENCH"]))
