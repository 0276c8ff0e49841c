import sys

from aixplain.factories import PipelineFactory

pipeline = PipelineFactory.get(sys.argv[1])
# A single call: save() would create a second pipeline, and deploy() would store what get() read, without presets.
pipeline.update(sys.argv[2], save_as_asset=True, name="Mood, second edition")
deployed = PipelineFactory.get(pipeline.id)
print(deployed.name, deployed.status.value)
