"""Every example in a docstring of the redline is true."""

import doctest

from drieluik.reports import redline_html


def test_the_examples_in_the_docstrings_are_true():
    result = doctest.testmod(redline_html)

    assert (result.failed, result.attempted > 3) == (0, True)
