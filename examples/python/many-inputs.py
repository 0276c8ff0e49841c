import sys

import requests
from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
response = pipeline.run(["I love it", "I hate it"])
for segment in response.data[0]["segments"]:
    print(requests.get(segment["response"]).text if segment["success"] else segment["error"])
