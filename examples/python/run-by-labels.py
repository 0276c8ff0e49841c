import sys

import requests
from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
response = pipeline.run({"Text": "I love it", "Language": "en"})
segment = response.data[0]["segments"][0]
print(requests.get(segment["response"]).text if segment["is_url"] else segment["response"])
