"""Stored pipelines: create, get, list, save, update, deploy, delete, and what each refuses."""

import json
import os

from harness import SETTINGS, case, finish

from aixplain.enums import AssetStatus, DataType, Function, Supplier
from aixplain.factories import ModelFactory, PipelineFactory
from aixplain.modules.pipeline import Pipeline

document = SETTINGS["document"]


def shape(pipeline):
    return {
        "name": pipeline.name,
        "status": pipeline.status,
        "nodes": [f"{node.type.value} {node.number} {node.label}" for node in pipeline.nodes],
        "links": len(pipeline.links),
    }


def fresh(name="Fresh"):
    return PipelineFactory.create(name, json.loads(json.dumps(document)))


@case
def create_from_a_dictionary():
    created = fresh("From a dictionary")
    return {"repr": repr(created) == f"Pipeline: From a dictionary (id={created.id})", **shape(created)}


@case
def create_from_a_file():
    path = os.path.join(os.getcwd(), "document.json")
    with open(path, "w") as file:
        json.dump(document, file)
    return shape(PipelineFactory.get(PipelineFactory.create("From a file", path).id))


@case
def create_from_a_file_that_is_not_there():
    return PipelineFactory.create("None", "nowhere.json")


@case
def create_from_what_is_no_document():
    return PipelineFactory.create("None", {"nodes": "nonsense"})


@case
def get_with_everything():
    return shape(PipelineFactory.get(fresh().id))


@case
def get_with_a_key_of_its_own():
    return PipelineFactory.get(fresh().id, api_key=os.environ["TEAM_API_KEY"]).name


@case
def get_by_its_older_name():
    return PipelineFactory.create_asset_from_id(fresh().id).name


@case
def get_an_unknown_one():
    return PipelineFactory.get("0123456789abcdef01234567")


@case
def get_a_malformed_id():
    return PipelineFactory.get("nonsense")


@case
def get_with_a_wrong_key():
    return PipelineFactory.get(fresh().id, api_key="wrong")


@case
def get_one_of_every_kind_of_node():
    return shape(PipelineFactory.get(SETTINGS["pipelines"]["everything"]))


@case
def get_what_the_designer_of_others_wrote():
    return shape(PipelineFactory.get(SETTINGS["pipelines"]["bare"]))


@case
def list_by_name():
    created = fresh("A needle in the haystack")
    found = PipelineFactory.list(query="needle")
    return {"found": [p.id for p in found["results"]] == [created.id], **{k: found[k] for k in found if k != "results"}}


@case
def list_in_pages():
    for index in range(5):
        fresh(f"Paged {index}")
    pages = [PipelineFactory.list(query="Paged", page_size=2, page_number=number) for number in range(4)]
    return [[len(page["results"]), page["page_total"], page["page_number"], page["total"]] for page in pages]


@case
def list_by_filters():
    fresh("Filtered")
    filters = {
        "function": {"functions": Function.PARAPHRASING},
        "functions": {"functions": [Function.PARAPHRASING, Function.TRANSLATION]},
        "other_function": {"functions": Function.TRANSLATION},
        "input": {"input_data_types": DataType.TEXT},
        "other_input": {"input_data_types": DataType.VIDEO},
        "model": {"models": ModelFactory.get("shout")},
        "drafts": {"drafts_only": True},
    }
    return {name: len(PipelineFactory.list(query="Filtered", **wanted)["results"]) for name, wanted in filters.items()}


@case
def list_by_suppliers():
    suppliers = [supplier for supplier in Supplier][:1]
    return len(PipelineFactory.list(suppliers=suppliers)["results"]) >= 0


@case
def list_by_output_type():
    return len(PipelineFactory.list(query="Filtered", output_data_types=DataType.TEXT)["results"])


@case
def list_nothing():
    return PipelineFactory.list(query="no such thing anywhere")


@case
def list_with_a_page_that_is_too_large():
    return PipelineFactory.list(page_size=101)


@case
def list_with_a_wrong_key():
    return PipelineFactory.list(api_key="wrong")


@case
def pages_of_ten():
    for index in range(12):
        fresh(f"Ten {index}")
    return [len(PipelineFactory.get_assets_from_page(number)) for number in (0, 1)]


@case
def first_few():
    return [len(PipelineFactory.get_first_k_assets(k)) for k in (0, 5, 12)]


@case
def update_from_a_dictionary():
    pipeline = fresh("Before")
    pipeline.update(json.loads(json.dumps(document)), name="After")
    return {"in_hand": pipeline.name, "stored": shape(PipelineFactory.get(pipeline.id))}


@case
def update_as_an_asset():
    pipeline = fresh("Before")
    pipeline.update(json.loads(json.dumps(document)), save_as_asset=True)
    return PipelineFactory.get(pipeline.id).status


@case
def update_from_a_file():
    pipeline = fresh("Before")
    pipeline.update(os.path.join(os.getcwd(), "document.json"))
    return shape(PipelineFactory.get(pipeline.id))["links"]


@case
def update_an_unknown_one():
    return Pipeline("0123456789abcdef01234567", "None", "x").update(json.loads(json.dumps(document)))


@case
def save_what_is_in_hand():
    pipeline = PipelineFactory.get(fresh("Saved").id)
    before = pipeline.id
    pipeline.save()
    return {"a_new_one": pipeline.id != before, **shape(PipelineFactory.get(pipeline.id))}


@case
def save_a_dictionary():
    pipeline = PipelineFactory.get(fresh("Saved").id)
    before = pipeline.id
    changed = json.loads(json.dumps(document))
    changed["nodes"][0]["label"] = "Changed"
    pipeline.save(changed)
    return {
        "a_new_one": pipeline.id != before,
        "old": PipelineFactory.get(before).nodes[0].label,
        "new": PipelineFactory.get(pipeline.id).nodes[0].label,
    }


@case
def save_as_an_asset():
    pipeline = PipelineFactory.get(fresh("Saved").id)
    pipeline.save(save_as_asset=True)
    return {"in_hand": pipeline.status, "stored": PipelineFactory.get(pipeline.id).status}


@case
def deploy():
    pipeline = PipelineFactory.get(fresh("Deployed").id)
    pipeline.deploy()
    return {"in_hand": pipeline.status, "stored": shape(PipelineFactory.get(pipeline.id))}


@case
def deploy_without_its_nodes_in_hand():
    pipeline = fresh("Deployed")
    pipeline.deploy()
    return shape(PipelineFactory.get(pipeline.id))


@case
def deploy_with_a_key():
    pipeline = fresh("Deployed")
    pipeline.deploy(api_key=os.environ["TEAM_API_KEY"])
    return PipelineFactory.get(pipeline.id).status


@case
def deploy_twice():
    pipeline = fresh("Deployed")
    pipeline.deploy()
    pipeline.deploy()


@case
def deploy_what_has_errors():
    pipeline = PipelineFactory.get(SETTINGS["pipelines"]["inputless"])
    try:
        pipeline.deploy()
    except Exception as problem:
        return {"says": str(problem), "status": pipeline.status}


@case
def delete():
    pipeline = fresh("Deleted")
    pipeline.delete()
    try:
        PipelineFactory.get(pipeline.id)
    except Exception as problem:
        return str(problem)


@case
def delete_twice():
    pipeline = fresh("Deleted")
    pipeline.delete()
    pipeline.delete()


@case
def an_object_of_ones_own():
    pipeline = Pipeline("x", "Own", "key", team=246)
    return [pipeline.supplier, pipeline.version, pipeline.status, pipeline.additional_info, pipeline.url]


@case
def an_object_without_a_name():
    return Pipeline("x", "", "key")


@case
def a_status_that_nobody_knows():
    return Pipeline("x", "Own", "key", status="archived").status == AssetStatus.DRAFT


finish()
