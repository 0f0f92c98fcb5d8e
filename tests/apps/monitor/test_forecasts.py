"""Where a figure goes until the last day of its norm, from the figures that count now."""

from datetime import date

import pytest

from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import NOBODY
from tests.factories.monitor import accept_figures, calculate, make_norm, make_place, norm_text

pytestmark = pytest.mark.django_db
PERIODS = ("2019-1", "2019-2", "2020-1", "2020-2")


@pytest.fixture
def place():
    """A norm of at most 3 evictions before 2022, and figures 9, 8, 7, 6 of one corporation."""
    place = make_place()
    text = norm_text(target="hoogstens 3", for_whom="samen: corporatie-a")
    make_norm(place, text=f"{text}\nuiterlijk: 31-12-2021")
    for period, n in zip(PERIODS, (9, 8, 7, 6), strict=True):
        accept_figures(place, period=period, evictions=(n,))
        calculate(place, period)
    return place


def _forecast(place, on=date(2021, 3, 1)):
    standing = Lights(Sight(NOBODY, place.id), on=on).standing(
        find_clause(place.id, "2.1"), "2020-2"
    )
    return standing.norms[0].forecast


def test_the_line_goes_on_to_the_last_half_year_before_the_last_day(place):
    assert _forecast(place).startswith(
        "Gaat het zo door, dan wordt het in het tweede halfjaar van 2021: 4. "
    )


def test_a_correction_of_an_old_figure_draws_another_line(place):
    accept_figures(place, period="2019-1", evictions=(6,))
    calculate(place, "2019-1")

    assert "2021: 4. " not in _forecast(place)


def test_after_the_last_day_nothing_is_foretold(place):
    assert _forecast(place, on=date(2022, 1, 1)) == ""
