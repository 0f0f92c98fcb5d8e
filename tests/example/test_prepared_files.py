"""Workbooks are prepared beside the seeding; each reading belongs to its own file only."""

import pytest

from drieluik.core.tables import Period
from drieluik.core.workbooks import Expectation
from drieluik.example.story import delivery_steps
from drieluik.example.workbooks import prepare_file, prepared_files, story_workbook

STEPS = [
    step
    for step in delivery_steps()
    if step.period == Period(2019, 1) and step.party in ("sjht", "de-veste")
]


def _expected(step):
    return Expectation(step.party, step.period)


@pytest.mark.slow
def test_files_prepared_beside_are_those_that_would_be_made_here():
    with prepared_files({step: _expected(step) for step in STEPS}) as files:
        beside = {step: files[step].result() for step in STEPS}

    assert [beside[step].content for step in STEPS] == [story_workbook(step) for step in STEPS]
    assert all(not one.reading.blocks for one in beside.values())
    assert all(one.reading.stamp.party_code == step.party for step, one in beside.items())


def test_a_reading_is_given_for_its_own_file_and_expectation_only():
    step = STEPS[0]
    file = prepare_file(step, _expected(step))

    assert file.read(file.content, file.expected, None) is file.reading
    for content, expected in ((b"other", file.expected), (file.content, Expectation("other"))):
        with pytest.raises(ValueError, match="another file"):
            file.read(content, expected, None)


def test_nothing_wanted_starts_no_process():
    with prepared_files({}) as files:
        assert files == {}
