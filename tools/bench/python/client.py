"""Runs one pipeline with the Python SDK at a given concurrency, and prints the cost."""

import json
import logging
import os
import resource
import time
from concurrent.futures import ThreadPoolExecutor

settings = json.loads(os.environ["BENCH"])
logging.disable(logging.CRITICAL)
began = time.perf_counter()
from aixplain.factories import PipelineFactory  # noqa: E402

import_millis = (time.perf_counter() - began) * 1000
pipeline = PipelineFactory.get(settings["pipeline"])


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1e6


def run(text):
    response = pipeline.run(text)
    if str(getattr(response.status, "value", response.status)) != "SUCCESS":
        raise RuntimeError(f"{response.status}: {response.error}")


for warm in range(settings["warmUp"]):
    run(f"warm {warm}")

phases = []
for index, phase in enumerate(settings["phases"]):
    waits = phase.get("waits")
    returns = []
    before = cpu()
    start = time.perf_counter()

    def lane(number):
        n = 0
        while time.perf_counter() - start < phase["seconds"] if waits is None else n < 1:
            what = "now" if waits is None else f"wait {waits[number]}"
            text = f"{what} {settings['tag']}.{index}.{number}.{n}"
            run(text)
            returns.append([text, time.time() * 1000])
            n += 1

    with ThreadPoolExecutor(phase["concurrency"]) as pool:
        list(pool.map(lane, range(phase["concurrency"])))
    phases.append(
        {
            "runs": len(returns),
            "seconds": time.perf_counter() - start,
            "cpuMicros": cpu() - before,
            "returns": returns,
        }
    )
print(
    json.dumps(
        {
            "importMillis": import_millis,
            "phases": phases,
            "peakRss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
    )
)
