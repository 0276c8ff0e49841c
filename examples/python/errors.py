import sys

from aixplain.enums import ResponseStatus
from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
response = pipeline.run({"Text": "I love it", "Language": "tlh"}, timeout=1200)
if response.status == ResponseStatus.FAILED:
    print("failed:", response.error)  # a string, an object, an object in an object, or None
elif response.status == ResponseStatus.IN_PROGRESS:
    print("timed out")  # the response does not say how to resume
