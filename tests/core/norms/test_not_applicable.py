"""A corporation to which a figure does not apply is neither missing nor judged."""

import pytest

from drieluik.core.norms import Comparison, Light, Measure, Scope, Target, status
from tests.core.norms.test_status import ON, figures, norm, share

NOT_B = {"2020": {"B": "Verkoopt niet"}}


@pytest.mark.parametrize("scope", [Scope.TOTAL, Scope.EACH, Scope.JOINT])
def test_the_light_is_that_of_the_others(scope):
    values = share("2020", A=(80, 100))

    found = status(norm(scope=scope), values, ["A", "B"], ON, NOT_B)

    alone = status(norm(scope=scope), values, ["A"], ON)
    assert found.light is alone.light is not Light.UNKNOWN
    assert found.missing_parties == ()
    assert [(one.party_code, one.light) for one in found.parties[1:]] == [("B", None)]
    assert found.parties[1].reason_nl == "Niet van toepassing: Verkoopt niet"


def test_in_another_year_it_is_missing_as_ever():
    found = status(norm(), share("2020", A=(80, 100)), ["A", "B"], ON, {"2019": NOT_B["2020"]})

    assert found.missing_parties == ("B",)


def test_when_it_applies_to_nobody_there_is_nothing_to_measure():
    named = norm(scope=Scope.NAMED, parties=("B",))

    found = status(named, share("2020", A=(80, 100)), ["A", "B"], ON, NOT_B)

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "nobody_expected")
    assert [one.reason_code for one in found.parties] == ["not_applicable"]


@pytest.mark.parametrize(
    ("scope", "light"), [(Scope.EACH, Light.NOT_MEASURABLE_YET), (Scope.TOTAL, Light.OFF_COURSE)]
)
def test_who_joins_this_year_has_no_last_year_and_is_not_missing(scope, light):
    target = Target(Comparison.LOWER_THAN_LAST_YEAR, (), Measure.NUMBER)
    values = figures(
        ("2019", "A", (5, None), (5, None)),
        ("2019", None, (5, None), (5, None)),
        ("2020", "A", (4, None), (4, None)),
        ("2020", "B", (3, None), (3, None)),
        ("2020", None, (7, None), (7, None)),
    )

    found = status(
        norm(target=target, scope=scope), values, ["A", "B"], ON, {"2019": NOT_B["2020"]}
    )

    assert found.light is light
    assert found.missing_parties == ()


def test_those_who_join_together_have_no_last_year_together():
    target = Target(Comparison.LOWER_THAN_LAST_YEAR, (), Measure.NUMBER)
    values = figures(
        ("2019", None, (5, None), (5, None)),
        ("2020", "B", (3, None), (3, None)),
        ("2020", None, (7, None), (7, None)),
    )
    together = norm(target=target, scope=Scope.JOINT, parties=("B",))

    found = status(together, values, ["A", "B"], ON, {"2019": NOT_B["2020"]})

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "no_last_year")
