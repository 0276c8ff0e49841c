import sys

import requests
from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
response = pipeline.run({"Text": sys.argv[2], "Language": "en"})  # a string that is the path of a file is uploaded
print(requests.get(response.data[0]["segments"][0]["response"]).text)
