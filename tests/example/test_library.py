"""The works of the example are marked as made up, fit the register, and can be found."""

import pytest

from drieluik.example.library import works
from drieluik.example.register import agreements_document


@pytest.mark.parametrize("work", works(), ids=lambda work: work.file_name)
def test_every_work_says_itself_that_it_is_made_up(work):
    for words in (work.title, work.summary, work.text, work.file_name):
        assert "verzonnen" in words.lower()


def test_works_serve_agreements_that_are_there():
    themes = {str(theme["number"]) for theme in agreements_document()["themes"]}
    numbers = {
        str(clause["number"])
        for theme in agreements_document()["themes"]
        for section in theme["sections"]
        for clause in section["agreements"]
    }

    assert {number for work in works() for number in work.clauses} <= numbers
    assert {number for work in works() for number in work.themes} <= themes
