"""One upload with the Python SDK, in a separate process."""

import json
import logging
import os
import resource
import time

settings = json.loads(os.environ["BENCH"])
logging.disable(logging.CRITICAL)
from aixplain.factories import FileFactory  # noqa: E402


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1e6


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


with open("/proc/self/statm") as statm:
    before = int(statm.read().split()[1]) * resource.getpagesize()
began = cpu()
start = time.perf_counter()
FileFactory.upload(settings["path"])
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - start,
            "cpuMicros": cpu() - began,
            "rssBefore": before,
            "peakRss": peak(),
        }
    )
)
