"""run, run_async and poll: every form of input, every option, and failures."""

import time

from harness import SETTINGS, case, finish

from aixplain.enums import ResponseStatus
from aixplain.factories import PipelineFactory
from aixplain.modules.pipeline import Pipeline

ids = SETTINGS["pipelines"]
quick = {"wait_time": 0.05}
one = PipelineFactory.get(ids["one"])
two = PipelineFactory.get(ids["two"])


def texts(response):
    """Values by label, read as most programs do: without checking is_url."""
    import requests

    found = {}
    for output in response.data:
        found[output["label"]] = [
            requests.get(segment["response"]).text if segment["is_url"] else segment["response"]
            for segment in output["segments"]
        ]
    return found


def outcome(response):
    return {"status": response.status, "completed": response.completed, "texts": texts(response)}


@case
def a_text():
    return outcome(one.run("hello", **quick))


@case
def the_defaults():
    response = one.run("hello")
    return {**outcome(response), "took": response.elapsed_time > 0, "error": response.error}


@case
def values_by_label():
    return outcome(two.run({"First": "a", "Second": "b"}, **quick))


@case
def a_json_object_in_a_text():
    return outcome(two.run('{"First": "a", "Second": "b"}', **quick))


@case
def a_json_list_in_a_text():
    return outcome(one.run('["a", "b"]', **quick))


@case
def a_list():
    return outcome(one.run(["a", "b", "c"], **quick))


@case
def a_list_by_label():
    return outcome(two.run({"First": ["a", "b"], "Second": "x"}, **quick))


@case
def a_number_in_a_text():
    return outcome(one.run("12", **quick))


@case
def a_truth_in_a_text():
    return outcome(one.run("true", **quick))


@case
def a_local_file():
    return outcome(one.run(SETTINGS["file"], **quick))


@case
def a_local_file_by_label():
    return outcome(two.run({"First": SETTINGS["file"], "Second": "x"}, **quick))


@case
def a_url():
    return outcome(one.run(SETTINGS["url"], **quick))


@case
def one_column_of_a_corpus():
    return outcome(one.run(SETTINGS["data"]["line"], data_asset=SETTINGS["corpus"], **quick))


@case
def one_column_of_a_dataset():
    return outcome(one.run(SETTINGS["data"]["question"], data_asset=SETTINGS["dataset"], **quick))


@case
def columns_by_label():
    return outcome(
        two.run(
            {"First": SETTINGS["data"]["question"], "Second": SETTINGS["data"]["answer"]},
            data_asset={"First": SETTINGS["dataset"], "Second": SETTINGS["dataset"]},
            **quick,
        )
    )


@case
def a_column_that_is_not_there():
    return one.run("nothing", data_asset=SETTINGS["corpus"], **quick)


@case
def a_data_asset_that_is_not_there():
    return one.run("nothing", data_asset="0123456789abcdef01234567", **quick)


@case
def both_engine_versions():
    return [outcome(one.run("hello", version=version, **quick)) for version in (one.VERSION_2_0, one.VERSION_3_0)]


@case
def not_in_batch_mode():
    return outcome(one.run("hello", batchmode=False, **quick))


@case
def extra_arguments():
    response = one.run("hello", temperature=0.5, **quick)
    return {**outcome(response), "kept": response.temperature}


@case
def asynchronously():
    started = one.run_async("hello")
    response = one.poll(started.url)
    polls = 1
    while not response.completed:
        time.sleep(0.05)
        response = one.poll(started.url)
        polls += 1
    return {
        "started": started.status,
        "ended": response.status,
        "texts": texts(response),
        "credits": response.get("used_credits"),
        "progress": response.get("progress"),
        "segments": response.get("numofsegments"),
    }


@case
def asynchronously_and_online():
    started = one.run_async("hello", batch_mode=False)
    return started.status


@case
def asynchronously_in_version_1():
    started = one.run_async("hello", response_version="v1")
    time.sleep(0.2)
    polled = one.poll(started["url"], response_version="v1")
    return {"started": started["status"], "polled": polled["status"], "keys": sorted(polled)}


@case
def in_version_1():
    return one.run("hello", response_version="v1", **quick)


@case
def while_it_lasts():
    slow = PipelineFactory.get(ids["slow"])
    started = slow.run_async("hello")
    polled = slow.poll(started.url)
    return {"status": polled.status, "completed": polled.completed, "progress": polled.get("progress")}


@case
def longer_than_the_timeout():
    response = PipelineFactory.get(ids["slow"]).run("hello", timeout=0.3, wait_time=0.1)
    return {"status": response.status, "completed": response.completed}


@case
def a_segment_that_fails():
    response = PipelineFactory.get(ids["picky"]).run(["good", "bad"], **quick)
    return {"status": response.status, "segments": [s["success"] for s in response.data[0]["segments"]]}


@case
def nothing_that_works():
    response = PipelineFactory.get(ids["picky"]).run("bad", **quick)
    return {"status": response.status, "completed": response.completed, "error": response.error}


@case
def a_value_that_is_missing():
    return two.run({"First": "a"}, **quick)


@case
def a_document_with_errors():
    return PipelineFactory.get(ids["inputless"]).run("hello", **quick)


@case
def a_function_without_a_model():
    return PipelineFactory.get(ids["unsupported"]).run("hello", **quick)


@case
def a_wrong_key():
    return Pipeline(ids["one"], "One", "wrong").run("hello", **quick)


@case
def an_unknown_pipeline():
    return Pipeline("0123456789abcdef01234567", "None", one.api_key).run("hello", **quick)


@case
def a_malformed_id():
    return Pipeline("nonsense", "None", one.api_key).run("hello", **quick)


@case
def a_pipeline_that_was_never_saved():
    return PipelineFactory.init("New").run("hello", **quick)


@case
def polling_an_unknown_run():
    response = one.poll(SETTINGS["origin"] + "/assets/pipeline/execution/check/cf9728ff-9a38-4cf8-87c8-41edf2ad0000")
    return {"status": response.status, "message": response.get("message")}


@case
def states_are_words():
    return [ResponseStatus.SUCCESS, ResponseStatus.FAILED, ResponseStatus.IN_PROGRESS]


finish()
