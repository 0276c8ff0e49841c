import sys

from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.create("Mood from a file", sys.argv[1])
print(pipeline.name, pipeline.status.value)
