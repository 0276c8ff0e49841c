import sys
import time

from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
started = pipeline.run_async("I love it")
response = pipeline.poll(started.url)
while not response.completed:
    time.sleep(2)
    response = pipeline.poll(started.url)
print(response.status.value)
