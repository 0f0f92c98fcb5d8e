"""``drieluik figures verify`` calculates every kept calculation again and says what does not follow."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from drieluik.apps.monitor.models import Value
from drieluik.cli import main
from tests.factories.monitor import accept_figures, calculate, make_place


def _verify():
    return CliRunner().invoke(main, ["figures", "verify"])


@pytest.mark.django_db
def test_figures_that_follow_are_counted():
    place = make_place()
    accept_figures(place)
    calculate(place)

    found = _verify()

    assert found.exit_code == 0
    n = Value.objects.count()
    assert found.output == f"1 van 1 berekeningen nagerekend: {n} cijfers zijn gelijk.\n"


@pytest.mark.django_db
def test_a_figure_that_somebody_put_in_is_named_and_ends_in_an_error():
    place = make_place()
    accept_figures(place)
    row = calculate(place)
    kept = Value.objects.filter(calculation_id=row.id).values().first()
    Value.objects.create(**(kept | {"id": None, "breakdown": "verzonnen"}))

    found = _verify()

    assert found.exit_code == 1
    assert f"{place.name} 2020-1, berekening 1: WIJKT AF: {kept['indicator_id']}" in found.output


def test_without_figures_the_command_says_so_in_one_sentence(tmp_path):
    url = f"sqlite:///{tmp_path / 'leeg.sqlite3'}"
    command = [sys.executable, "-c", "from drieluik.cli import main; main()", "figures", "verify"]

    found = subprocess.run(
        command, env=os.environ | {"DATABASE_URL": url, "DRIELUIK_VAR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert found.returncode == 1
    assert "geen cijfers te lezen" in found.stderr
    assert "Traceback" not in found.stderr
