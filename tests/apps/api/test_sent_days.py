"""Days and times that programmes send are read as written, or refused at their field."""

import ast
from datetime import date, time
from pathlib import Path

import pytest
from ninja import Schema
from pydantic import ValidationError

import drieluik.apps
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


def test_nothing_that_programmes_send_is_read_otherwise():
    """Only answers have plain days and times; whatever comes in has those of ``sent_days``."""
    folder = Path(drieluik.apps.__file__).parent
    modules = [*folder.glob("*/api.py"), *folder.glob("*/api/*.py")]
    loose = [
        f"{path.parent.parent.name}/{path.stem}: {name}"
        for path in modules
        for name, annotation in _sent(ast.parse(path.read_text("utf-8")))
        if {one.id for one in ast.walk(annotation) if isinstance(one, ast.Name)} & {"date", "time"}
    ]

    assert len(modules) > 40
    assert loose == []


def _sent(tree: ast.Module):
    """Fields of what is sent, and arguments of operations, with what they are."""
    for one in tree.body:
        if isinstance(one, ast.ClassDef) and one.bases and not one.name.endswith("Out"):
            yield from (
                (f"{one.name}.{line.target.id}", line.annotation)
                for line in one.body if isinstance(line, ast.AnnAssign)
            )  # fmt: skip
        if isinstance(one, ast.FunctionDef) and any(
            "router" in ast.dump(d) for d in one.decorator_list
        ):
            yield from (
                (f"{one.name}({each.arg})", each.annotation)
                for each in (*one.args.args, *one.args.kwonlyargs)
            )
