"""The examples in the docstrings of the calculating rooms run as tests."""

import doctest
import importlib
import pkgutil

import pytest

ROOMS = ("parameters", "indicators", "norms", "flows")


def modules():
    for room in ROOMS:
        package = importlib.import_module(f"drieluik.core.{room}")
        yield package.__name__
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield found.name


@pytest.mark.parametrize("name", list(modules()))
def test_the_examples_in_the_docstrings_hold(name):
    outcome = doctest.testmod(importlib.import_module(name))

    assert outcome.failed == 0
