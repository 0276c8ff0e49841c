import os
import sys

import requests
from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
response = pipeline.run(["I love it", "I hate it"])
for output in response.data:
    for index, segment in enumerate(output["segments"]):
        path = os.path.join(sys.argv[2], f"{output['label']}-{index}.txt")
        with open(path, "wb") as file:
            file.write(requests.get(segment["response"]).content)
        print(os.path.basename(path))
