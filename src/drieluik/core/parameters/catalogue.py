"""All parameters of the product, read once from the files beside this module."""

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources

from drieluik.core.parameters.parameter import Parameter
from drieluik.core.parameters.reading import read_parameter


def _files() -> Iterator[tuple[str, str]]:
    topics = resources.files("drieluik.core.parameters") / "data"
    for topic in sorted(topics.iterdir(), key=lambda folder: folder.name):
        for entry in sorted(topic.iterdir(), key=lambda file: file.name):
            yield f"{topic.name}.{entry.name.removesuffix('.yaml')}", entry.read_text("utf-8")


PARAMETERS: Mapping[str, Parameter] = {
    parameter_id: read_parameter(parameter_id, text) for parameter_id, text in _files()
}


def parameter(parameter_id: str) -> Parameter:
    """Return one parameter.

    Raises:
        KeyError: There is no parameter with this id.
    """
    return PARAMETERS[parameter_id]


def overdue(day: date) -> tuple[str, ...]:
    """Return the ids of parameters that should have been compared with the law before this day."""
    return tuple(id_ for id_, entry in PARAMETERS.items() if day >= entry.recheck_before)
