"""Every example in a docstring is true."""

import doctest
import importlib
import pkgutil

import drieluik.core.amendments as room


def test_the_examples_in_the_docstrings_are_true():
    names = [found.name for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]
    results = {name: doctest.testmod(importlib.import_module(name)) for name in names}

    assert sum(result.attempted for result in results.values()) > 5
    assert [name for name, result in results.items() if result.failed] == []
