from aixplain.enums import Function
from aixplain.factories import PipelineFactory

page, pages = 0, 1
while page < pages:
    found = PipelineFactory.list(query="Mood", functions=Function.SENTIMENT_ANALYSIS, page_number=page)
    for pipeline in found["results"]:
        print(pipeline.name, pipeline.status.value)
    page, pages = page + 1, -(-found["total"] // 20)
