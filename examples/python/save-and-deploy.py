import sys

from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
pipeline.update(sys.argv[2], name="Mood, second edition")  # save() would make a second pipeline
pipeline.deploy()
print(pipeline.name, pipeline.status.value)
