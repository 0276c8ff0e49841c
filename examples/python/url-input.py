import sys

import requests
from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
response = pipeline.run(sys.argv[2])
print(requests.get(response.data[0]["segments"][0]["response"]).text)
