"""Days and times that programmes send are read as written, or refused at their field."""

from datetime import date, time

import pytest
from ninja import Schema
from pydantic import ValidationError

from drieluik.apps.sent_days import Clock, Day


class Sent(Schema):
    dag: Day | None = None
    tijd: Clock | None = None


def test_what_is_written_in_full_is_read():
    sent = Sent(dag="2021-01-31", tijd="09:30")

    assert (sent.dag, sent.tijd) == (date(2021, 1, 31), time(9, 30))
    assert Sent(dag=None) == Sent()


@pytest.mark.parametrize(
    "given",
    [
        "20210131",
        "2021",
        "0.0",
        "1e3",
        "31-01-2021",
        "2021-01-31T00:00:00",
        "2021-02-30",
        "",
        0,
        1.5,
    ],
)
def test_a_number_is_never_taken_for_a_day(given):
    """``20210131`` was a day in 1970."""
    with pytest.raises(ValidationError):
        Sent(dag=given)


@pytest.mark.parametrize("given", ["930", "9:30", "0.0", "25:00", "09:30Z", "", 930])
def test_a_number_is_never_taken_for_a_time(given):
    """``930`` was a quarter past midnight."""
    with pytest.raises(ValidationError):
        Sent(tijd=given)


def test_the_description_still_says_what_it_is():
    fields = Sent.model_json_schema()["properties"]

    assert fields["dag"]["anyOf"][0] == {"format": "date", "type": "string"}
