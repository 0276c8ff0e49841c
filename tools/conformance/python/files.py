"""Uploads, data assets, models and scripts: everything besides pipelines."""

import os

from harness import SETTINGS, case, finish

import requests
from aixplain.enums import Function, Language, License
from aixplain.factories import CorpusFactory, DatasetFactory, FileFactory, ModelFactory
from aixplain.factories.script_factory import ScriptFactory

mit = next(license for license in License if license.value == "620ba3a83e2fa95c500b429d")


@case
def a_temporary_file():
    link = FileFactory.create(SETTINGS["file"], is_temp=True)
    return {"link": link, "content": requests.get(link).text}


@case
def a_permanent_file():
    return FileFactory.create(SETTINGS["file"], tags=["a", "b"], license=mit, is_temp=False)


@case
def a_permanent_file_without_a_license():
    return FileFactory.create(SETTINGS["file"])


@case
def a_file_for_a_run():
    return FileFactory.upload(SETTINGS["file"])


@case
def an_audio_file():
    return FileFactory.upload(SETTINGS["audio"])


@case
def a_file_that_is_not_there():
    return FileFactory.upload("nowhere.txt")


@case
def links_of_anything():
    return {
        "file": FileFactory.to_link(SETTINGS["file"])[:5],
        "text": FileFactory.to_link("some text"),
        "url": FileFactory.to_link("https://example.com/a.txt"),
        "dictionary": {k: v[:5] for k, v in FileFactory.to_link({"a": SETTINGS["file"], "b": "text"}).items()},
    }


@case
def an_upload_above_the_limit():
    path = os.path.join(os.getcwd(), "large.txt")
    with open(path, "wb") as file:
        file.write(b"x" * SETTINGS["limit"] + b"x")
    return FileFactory.upload(path)


@case
def a_script():
    path = os.path.join(os.getcwd(), "script.py")
    with open(path, "w") as file:
        file.write("def main(text): return text")
    return ScriptFactory.upload_script(path)


@case
def a_corpus():
    corpus = CorpusFactory.get(SETTINGS["corpus"])
    return {"name": corpus.name, "data": [[d.name, d.dtype] for d in corpus.data]}


@case
def a_dataset():
    dataset = DatasetFactory.get(SETTINGS["dataset"])
    return {"name": dataset.name, "source": sorted(dataset.source_data), "target": sorted(dataset.target_data)}


@case
def a_corpus_that_is_not_there():
    return CorpusFactory.get("0123456789abcdef01234567")


@case
def a_model():
    model = ModelFactory.get("shout")
    return {"id": model.id, "name": model.name, "function": model.function, "supplier": str(model.supplier)}


@case
def a_built_in_model():
    model = ModelFactory.get("local/sentiment-analysis")
    return {"id": model.id, "function": model.function, "cached": os.path.isdir(".cache")}


@case
def models_by_function():
    found = ModelFactory.list(function=Function.SENTIMENT_ANALYSIS)
    return {"ids": [model.id for model in found["results"]], "total": found["total"], "page": found["page_total"]}


@case
def models_by_text_and_page():
    first = ModelFactory.list(query="local/", page_size=3, page_number=0)
    second = ModelFactory.list(query="local/", page_size=3, page_number=1)
    ids = [model.id for model in first["results"] + second["results"]]
    return {"ids": len(set(ids)), "local": all(id.startswith("local/") for id in ids)}


@case
def models_by_ids():
    found = ModelFactory.list(model_ids=["shout", "local/sentiment-analysis"])
    return {"ids": [model.id for model in found["results"]], "total": found["total"]}


@case
def corpora_in_a_list():
    # Members are named after the server's list in older versions.
    english = next(language for language in Language if language.value["language"] == "en")
    found = CorpusFactory.list(query="corp", language=english)
    return {"names": [corpus.name for corpus in found["results"]], "total": found["total"]}


@case
def datasets_in_a_list():
    found = DatasetFactory.list(query="data", function=Function.TRANSLATION)
    dataset = found["results"][0]
    return {"names": [one.name for one in found["results"]], "source": sorted(dataset.source_data)}


@case
def datasets_that_nobody_has():
    return DatasetFactory.list(query="nothing like it")


@case
def a_model_that_is_not_there():
    return ModelFactory.get("0123456789abcdef01234567")


finish()
