import sys

import requests
from aixplain.factories import CorpusFactory, PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
corpus = CorpusFactory.get(sys.argv[2])
column = next(data for data in corpus.data if data.name == "Review")
response = pipeline.run(column.id, data_asset=corpus.id)
for segment in response.data[0]["segments"]:
    print(requests.get(segment["response"]).text)
