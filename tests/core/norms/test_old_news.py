"""Old figures and old judgements never pass for the present."""

from datetime import date

import pytest

from drieluik.core.norms import ForWhom, Judgement, Kind, Light, Norm, Rhythm, Scope, status
from tests.core.norms.test_status import NAMES, norm, share


@pytest.mark.parametrize(
    ("on", "light"),
    [(date(2022, 1, 31), Light.ON_COURSE), (date(2022, 2, 1), Light.UNKNOWN)],
)
def test_a_judgement_of_people_holds_for_a_year_and_then_asks_for_another(on, light):
    verdict = Judgement(Light.ON_COURSE, "goed gegaan.", "de stuurgroep", date(2021, 2, 1))
    chosen = Norm("1.1", "c", Kind.PROCESS, ForWhom(Scope.TOTAL), judgement=verdict)

    found = status(chosen, share("2020", A=(1, 1)), ["A"], on)

    assert found.light is light
    assert found.reason_nl.startswith("Opnieuw beoordelen") is (light is Light.UNKNOWN)


def test_a_figure_of_an_earlier_half_year_never_passes_for_the_one_that_should_be_there():
    found = status(
        norm(rhythm=Rhythm.HALF_YEAR), share("2020-1", A=(99, 100)), NAMES, date(2021, 1, 1)
    )

    assert (found.light, found.reason_code) == (Light.UNKNOWN, "period_missing")
    assert [party.light for party in found.parties] == [Light.UNKNOWN, Light.UNKNOWN]
    assert "2020-2" in found.reason_nl
