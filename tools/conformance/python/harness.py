"""Runs cases one after the other and prints their outcomes as one JSON object on standard output.

The vitest side starts the platform, passes its address in environment variables, and checks the outcomes.
"""

import json
import logging
import os
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")

# Set before the SDK is imported by the files that use this one.
SETTINGS = json.loads(os.environ["CONFORMANCE"])
OUTCOMES = {}


def plain(value):
    """A value as JSON: enums by value, answers of the SDK by their fields."""
    if value is None or isinstance(value, (str, int, float, bool)) and type(value).__module__ == "builtins":
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    if hasattr(value, "additional_fields"):
        fields = {key: getattr(value, key) for key in ("status", "error", "elapsed_time", "data", "url")}
        return plain({**fields, **value.additional_fields})
    if hasattr(value, "value"):
        return plain(value.value)
    return str(value)


def case(function):
    """Runs the function at once; an exception is recorded as the outcome, like a value."""
    try:
        OUTCOMES[function.__name__] = {"value": plain(function())}
    except BaseException as problem:
        OUTCOMES[function.__name__] = {"raises": type(problem).__name__, "says": str(problem)}
    return function


def finish():
    print(json.dumps(OUTCOMES))
