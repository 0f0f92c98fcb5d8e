"""A norm that compares with last year, in the first year of which there are figures."""

from drieluik.core.norms import Comparison, Light, Measure, Scope, Target, status
from tests.core.norms.test_status import ON, norm, share


def test_without_a_last_year_there_is_nothing_to_compare_with_yet():
    target = Target(Comparison.LOWER_THAN_LAST_YEAR, (), Measure.SHARE)

    found = status(norm(target=target), share("2020", A=(60, 100)), ["A"], ON)

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "no_last_year")
    assert [party.interval.value for party in found.parties] == [0.6]


def test_a_first_year_has_its_figure_though_there_is_nothing_to_compare_it_with():
    target = Target(Comparison.LOWER_THAN_LAST_YEAR, (), Measure.NUMBER)
    whole = norm(target=target, scope=Scope.TOTAL)

    found = status(whole, share("2020", A=(60, 100)), ["A", "B"], ON)

    assert found.interval.value == 0.6
    assert found.missing_parties == ("B",)
    assert [party.reason_code for party in found.parties] == ["counts_in_total", "party_missing"]


def test_when_each_has_a_norm_of_its_own_the_first_year_has_no_figure_of_all():
    target = Target(Comparison.LOWER_THAN_LAST_YEAR, (), Measure.SHARE)

    found = status(norm(target=target, scope=Scope.EACH), share("2020", A=(6, 10)), ["A", "B"], ON)

    assert found.interval is None
    assert [party.light for party in found.parties] == [Light.NOT_MEASURABLE_YET, Light.UNKNOWN]
