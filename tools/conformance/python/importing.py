"""What an SDK up to 0.2.38 requests when it is imported, and one run with it."""

from harness import SETTINGS, case, finish

from aixplain.enums import Function, Language, License, Supplier
from aixplain.factories import PipelineFactory


@case
def functions():
    return {"count": len(list(Function)), "some": Function.SENTIMENT_ANALYSIS.value}


@case
def suppliers():
    return [supplier.value["code"] if isinstance(supplier.value, dict) else supplier.value for supplier in Supplier]


@case
def languages():
    return {"count": len(list(Language)), "german": Language["German"].value}


@case
def licenses():
    return sorted(license.value for license in License)


@case
def functions_again():
    from aixplain.factories import ModelFactory

    return len(ModelFactory.list_functions()["items"]) if hasattr(ModelFactory, "list_functions") else None


@case
def one_run():
    pipeline = PipelineFactory.get(SETTINGS["pipelines"]["one"])
    response = pipeline.run("hello", wait_time=0.05)
    return {"status": response.status, "label": response.data[0]["label"], "nodes": len(pipeline.nodes)}


finish()
