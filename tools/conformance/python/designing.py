"""The designer: every kind of node, saved, run, deployed and loaded back."""

import os

from harness import SETTINGS, case, finish

from aixplain.enums import DataType
from aixplain.factories import PipelineFactory
from aixplain.factories.script_factory import ScriptFactory
from aixplain.modules.pipeline.designer import (
    AssetNode,
    Decision,
    Input,
    Link,
    Operation,
    Output,
    Route,
    RouteType,
)
from aixplain.modules.pipeline.designer.nodes import Utility

quick = {"wait_time": 0.05}


def read(response):
    import requests

    def value(segment):
        return requests.get(segment["response"]).text if segment["is_url"] else segment["response"]

    if response.status.value != "SUCCESS":
        return {"status": response.status, "error": response.error}
    return [
        [output["label"], [value(s) if s["success"] else s.get("error") for s in output["segments"]]]
        for output in response.data
    ]


def reloaded(pipeline):
    stored = PipelineFactory.get(pipeline.id)
    return [len(stored.nodes), len(stored.links)] == [len(pipeline.nodes), len(pipeline.links)]


def saved(pipeline):
    pipeline.save()
    return pipeline


def script_file(name, text):
    path = os.path.join(os.getcwd(), name)
    with open(path, "w") as file:
        file.write(text)
    return path


@case
def one_asset():
    pipeline = PipelineFactory.init("One asset")
    entry = pipeline.input(label="Text")
    node = pipeline.asset("shout")
    entry.link(node, "input", "text")
    node.inputs.language = "en"
    node.use_output("data")
    saved(pipeline)
    return {"run": read(pipeline.run("hello", **quick)), "reloaded": reloaded(pipeline)}


@case
def by_the_name_of_its_function():
    pipeline = PipelineFactory.init("Mood")
    entry = pipeline.input()
    mood = pipeline.sentiment_analysis(asset_id="local/sentiment-analysis")
    entry.outputs.input.link(mood.inputs.text)
    mood.use_output("data")
    saved(pipeline)
    return {"run": read(pipeline.run("I love it", **quick)), "reloaded": reloaded(pipeline)}


@case
def nodes_of_ones_own():
    pipeline = PipelineFactory.init("Own nodes")
    entry, node, end = Input(), AssetNode("shout"), Output()
    pipeline.add_nodes(entry, node, end)
    pipeline.add_link(Link(from_node=entry, to_node=node, from_param="input", to_param="text"))
    pipeline.add_link(Link(from_node=node, to_node=end, from_param="data", to_param="output"))
    return read(saved(pipeline).run("hello", **quick))


@case
def several_outputs():
    pipeline = PipelineFactory.init("Several")
    entry = pipeline.input(label="Text")
    first, second = pipeline.asset("shout"), pipeline.asset("picky")
    for node in (first, second):
        entry.link(node, "input", "text")
        node.use_output("data")
    return read(saved(pipeline).run("hello", **quick))


@case
def a_decision():
    pipeline = PipelineFactory.init("Decision")
    entry = pipeline.input(label="Text")
    mood = pipeline.sentiment_analysis(asset_id="local/sentiment-analysis")
    entry.outputs.input.link(mood.inputs.text)
    good, other = pipeline.output(label="Good"), pipeline.output(label="Other")
    decision = Decision(
        routes=[
            Route(value="POSITIVE", path=[good], operation=Operation.EQUAL, type=RouteType.CHECK_VALUE),
            Route(value="POSITIVE", path=[other], operation=Operation.DIFFERENT, type=RouteType.CHECK_VALUE),
        ],
        pipeline=pipeline,
    )
    mood.outputs.data.link(decision.inputs.comparison)
    entry.outputs.input.link(decision.inputs.passthrough)
    decision.outputs.data.link(good.inputs.output)
    decision.outputs.data.link(other.inputs.output)
    saved(pipeline)
    return {
        "good": read(pipeline.run("I love it", **quick)),
        "other": read(pipeline.run("I hate it", **quick)),
        "both": read(pipeline.run(["I love it", "I hate it"], **quick)),
        "reloaded": reloaded(pipeline),
    }


@case
def a_decision_whose_value_passes_through_another_node():
    pipeline = PipelineFactory.init("Decision")
    entry = pipeline.input(label="Text")
    loud = pipeline.asset("shout")
    entry.link(loud, "input", "text")
    mood = pipeline.sentiment_analysis(asset_id="local/sentiment-analysis")
    loud.outputs.data.link(mood.inputs.text)
    end = pipeline.output(label="Good")
    decision = pipeline.decision(
        routes=[Route(value="POSITIVE", path=[end], operation=Operation.EQUAL, type=RouteType.CHECK_VALUE)]
    )
    mood.outputs.data.link(decision.inputs.comparison)
    loud.outputs.data.link(decision.inputs.passthrough)
    decision.outputs.data.link(end.inputs.output)
    return read(saved(pipeline).run("I love it", **quick))


@case
def a_router():
    pipeline = PipelineFactory.init("Router")
    entry = pipeline.input(label="Anything")
    text = pipeline.asset("shout")
    speech = pipeline.speech_recognition(asset_id="listener")
    entry.route(text.inputs.text, speech.inputs.source_audio)
    text.use_output("data")
    speech.use_output("data")
    saved(pipeline)
    return {
        "text": read(pipeline.run("hello", **quick)),
        "text_file": read(pipeline.run(SETTINGS["file"], **quick)),
        "audio_file": read(pipeline.run(SETTINGS["audio"], **quick)),
        "reloaded": reloaded(pipeline),
    }


@case
def a_router_by_hand():
    pipeline = PipelineFactory.init("Router")
    entry = pipeline.input(label="Anything")
    text = pipeline.asset("shout")
    router = pipeline.router([(DataType.TEXT, text)])
    entry.outputs.input.link(router.inputs.input)
    router.outputs.input.link(text.inputs.text)
    text.use_output("data")
    return read(saved(pipeline).run("hello", **quick))


SCRIPT = """
def main(text):
    for segment in text:
        segment["data"] = "SCRIPT: " + segment["text"]
        print("seen", segment["index"])
    return text
"""


@case
def a_script():
    pipeline = PipelineFactory.init("Script")
    entry = pipeline.input(label="Text")
    script = pipeline.script(script_path=script_file("mark.py", SCRIPT))
    script.inputs.create_param("unused", DataType.TEXT)
    script.inputs.create_param("text", DataType.TEXT)
    script.outputs.create_param("data", DataType.TEXT)
    entry.outputs.input.link(script.inputs.text)
    script.use_output("data")
    saved(pipeline)
    return {
        "file": script.fileId != "",
        "metadata": script.fileMetadata,
        "run": read(pipeline.run("hello", version="3.0", **quick)),
        "reloaded": reloaded(pipeline),
    }


@case
def a_script_that_is_stored_already():
    file_id, metadata = ScriptFactory.upload_script(script_file("mark.py", SCRIPT))
    pipeline = PipelineFactory.init("Script")
    entry = pipeline.input(label="Text")
    script = pipeline.script(fileId=file_id, fileMetadata=metadata)
    script.inputs.create_param("text", DataType.TEXT)
    script.outputs.create_param("data", DataType.TEXT)
    entry.outputs.input.link(script.inputs.text)
    script.use_output("data")
    return read(saved(pipeline).run("hello", version="3.0", **quick))


@case
def lines_apart_and_together():
    pipeline = PipelineFactory.init("Lines")
    entry = pipeline.input(label="Text")
    lines = pipeline.split_on_linebreak(asset_id="local/split-on-linebreak")
    entry.outputs.input.link(lines.inputs.text)
    loud = pipeline.asset("shout")
    lines.outputs.data.link(loud.inputs.text)
    together = pipeline.text_reconstruction(asset_id="local/text-reconstruction")
    loud.outputs.data.link(together.inputs.text)
    loud.use_output("data")
    together.use_output("data")
    saved(pipeline)
    return {"run": read(pipeline.run("one\ntwo\nthree", **quick)), "reloaded": reloaded(pipeline)}


@case
def lines_by_bare_nodes():
    pipeline = PipelineFactory.init("Bare lines")
    entry = pipeline.input(label="Text")
    lines = pipeline.bare_segmentor(asset_id="local/split-on-linebreak")
    together = pipeline.bare_reconstructor(asset_id="local/text-reconstruction")
    entry.outputs.input.link(lines.inputs.text)
    lines.outputs.data.link(together.inputs.text)
    together.use_output("data")
    return read(saved(pipeline).run("one\ntwo", **quick))


@case
def a_metric():
    pipeline = PipelineFactory.init("Metric")
    hypothesis, reference = pipeline.input(label="Hypothesis"), pipeline.input(label="Reference")
    metric = pipeline.text_generation_metric(asset_id="local/text-generation-metric")
    metric.inputs.score_identifier = "bleu"
    hypothesis.outputs.input.link(metric.inputs.hypotheses)
    reference.outputs.input.link(metric.inputs.references)
    metric.use_output("data")
    saved(pipeline)
    same = {"Hypothesis": "the cat sat on the mat today", "Reference": "the cat sat on the mat today"}
    return {"label": metric.label, "run": read(pipeline.run(same, **quick)), "reloaded": reloaded(pipeline)}


@case
def a_bare_metric():
    pipeline = PipelineFactory.init("Metric")
    hypothesis, reference = pipeline.input(label="Hypothesis"), pipeline.input(label="Reference")
    metric = pipeline.metric(asset_id="local/text-generation-metric")
    metric.inputs.score_identifier = "wer"
    hypothesis.outputs.input.link(metric.inputs.hypotheses)
    reference.outputs.input.link(metric.inputs.references)
    metric.use_output("data")
    saved(pipeline)
    return read(pipeline.run({"Hypothesis": "one two", "Reference": "one three"}, **quick))


@case
def a_utility():
    pipeline = PipelineFactory.init("Utility")
    entry = pipeline.input(label="Text")
    utility = pipeline.utility("reverser")
    codes = [param.code for param in utility.inputs]
    entry.link(utility, "input", codes[0])
    utility.use_output(list(utility.outputs)[0].code)
    saved(pipeline)
    return {"codes": codes, "run": read(pipeline.run("abc", **quick)), "class": type(utility) is Utility}


@case
def a_prompt_with_variables():
    pipeline = PipelineFactory.init("Prompt")
    entry = pipeline.input(label="Name")
    node = pipeline.text_generation(asset_id="echo")
    node.inputs.prompt.value = "Say hello to {{name}}."
    node.inputs.create_param("name", DataType.TEXT, is_required=True)
    entry.outputs.input.link(node.inputs.name)
    node.use_output("data")
    saved(pipeline)
    return {"run": read(pipeline.run("Ada", **quick)), "reloaded": reloaded(pipeline)}


@case
def an_input_with_a_value_of_its_own():
    pipeline = PipelineFactory.init("Stored value")
    first = pipeline.input(label="First")
    pipeline_file = SETTINGS["file"]
    second = pipeline.input(data=pipeline_file, label="Second")
    for entry in (first, second):
        node = pipeline.asset("shout")
        entry.link(node, "input", "text")
        node.use_output("data")
    saved(pipeline)
    return read(pipeline.run({"First": "hello"}, **quick))


@case
def types_in_capital_letters():
    pipeline = PipelineFactory.init("Capitals")
    entry = pipeline.input(data="text_input", data_types=["TEXT"])
    node = pipeline.asset("shout")
    entry.link(node, "input", "text")
    node.use_output("data")
    saved(pipeline)
    return {"run": read(pipeline.run({"text_input": "hello"}, **quick)), "reloaded": reloaded(pipeline)}


@case
def deployed():
    pipeline = PipelineFactory.init("Deployed")
    entry = pipeline.input(label="Text")
    node = pipeline.asset("shout")
    entry.link(node, "input", "text")
    node.use_output("data")
    saved(pipeline).deploy()
    stored = PipelineFactory.get(pipeline.id)
    return {"status": stored.status, "nodes": len(stored.nodes), "run": read(stored.run("hello", **quick))}


@case
def saved_twice():
    pipeline = PipelineFactory.init("Twice")
    entry = pipeline.input(label="Text")
    node = pipeline.asset("shout")
    entry.link(node, "input", "text")
    node.use_output("data")
    first = saved(pipeline).id
    return saved(pipeline).id != first


@case
def loaded_changed_and_saved():
    stored = PipelineFactory.get(SETTINGS["pipelines"]["everything"])
    stored.save()
    return {"reloaded": reloaded(stored)}


@case
def one_of_every_kind():
    stored = PipelineFactory.get(SETTINGS["pipelines"]["everything"])
    return read(stored.run({"Text": "I love it\nI hate it", "Reference": "I love it\nI hate it"}, **quick))


@case
def refused_by_the_designer():
    said = []
    empty = PipelineFactory.init("Empty")
    unlinked = PipelineFactory.init("Unlinked")
    unlinked.input()
    unlinked.output()
    unlinked.asset("shout")
    for pipeline in (empty, unlinked):
        try:
            pipeline.save()
        except Exception as problem:
            said.append(str(problem))
    return said


@case
def an_asset_that_is_not_there():
    PipelineFactory.init("None").asset("0123456789abcdef01234567")


finish()
