import sys

from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
# One call. save() would make a second pipeline, and deploy() would store what get() has read, without any preset.
pipeline.update(sys.argv[2], save_as_asset=True, name="Mood, second edition")
deployed = PipelineFactory.get(pipeline.id)
print(deployed.name, deployed.status.value)
