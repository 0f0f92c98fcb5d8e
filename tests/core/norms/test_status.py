"""How a norm stands, with missing parties, unknown rows, margins and deadlines."""

from datetime import date

import polars as pl
import pytest

from drieluik.core.norms import (
    Comparison,
    ForWhom,
    Judgement,
    Kind,
    Light,
    Measure,
    Norm,
    Rhythm,
    Scope,
    Target,
    clause_light,
    status,
    worst,
)
from drieluik.core.norms.interval import Interval

ON = date(2021, 3, 1)
NAMES = {"A": "Corporatie A", "B": "Corporatie B"}


def figures(*rows):
    """Rows: period, party (None is total), low pair, high pair (numerator, denominator)."""
    columns = []
    for period, party, low, high in rows:
        low_value, high_value = (_divided(pair) for pair in (low, high))
        columns.append(
            {
                "indicator_id": "made-up",
                "period": period,
                "level": "corporation" if party else "total",
                "party_code": party,
                "breakdown": "all",
                "value": low_value,
                "value_low": low_value,
                "value_high": high_value,
                "numerator": low[0],
                "denominator": low[1],
                "numerator_low": low[0],
                "denominator_low": low[1],
                "numerator_high": high[0],
                "denominator_high": high[1],
                "n_unknown": 0 if low == high else 3,
            }
        )
    schema = {"party_code": pl.String(), "value_high": pl.Float64(), "numerator_high": pl.Float64()}
    schema |= dict.fromkeys(("denominator", "denominator_low", "denominator_high"), pl.Float64())
    return pl.DataFrame(columns, schema_overrides=schema)


def _divided(pair):
    above, below = pair
    if above is None or below is None:
        return above
    return above / below if below else None


def share(period, **parties):
    """Figures of parties written as (numerator, denominator), with their total."""
    pairs = {party: (float(n), float(d)) for party, (n, d) in parties.items()}
    whole = (sum(n for n, _ in pairs.values()), sum(d for _, d in pairs.values()))
    return figures(
        *[(period, party, pair, pair) for party, pair in pairs.items()],
        (period, None, whole, whole),
    )


def norm(scope=Scope.TOTAL, target=None, kind=Kind.RESULT, **more):
    chosen = target or Target(Comparison.AT_LEAST, (0.9,), Measure.SHARE, 0.05)
    parties = more.pop("parties", ())
    return Norm(
        "3.2",
        "citaat",
        kind,
        ForWhom(scope, parties),
        indicator_id="made-up",
        target=chosen,
        **more,
    )


AT_MOST_10 = Target(Comparison.AT_MOST, (10.0,))


@pytest.mark.parametrize(
    ("numerator", "light", "code"),
    [
        (90, Light.ON_COURSE, "reached"),
        (89, Light.ATTENTION, "within_margin"),
        (85, Light.ATTENTION, "within_margin"),
        (84, Light.OFF_COURSE, "missed"),
    ],
)
def test_the_light_follows_target_and_margin(numerator, light, code):
    found = status(norm(), share("2020", A=(numerator, 100)), ["A"], ON)

    assert (found.light, found.reason_code) == (light, code)
    assert found.period == "2020"


def test_an_interval_across_the_target_is_unknown_and_says_why():
    values = figures(
        ("2020", "A", (80.0, 100.0), (95.0, 100.0)), ("2020", None, (80.0, 100.0), (95.0, 100.0))
    )

    found = status(norm(), values, ["A"], ON)

    assert (found.light, found.reason_code) == (Light.UNKNOWN, "rows_unknown")
    assert "lag het tussen 80% en 95%" in found.reason_nl
    assert "3 rijen onbekend of onzeker" in found.reason_nl


def test_an_interval_that_gives_one_light_everywhere_is_not_unknown():
    values = figures(
        ("2020", "A", (92.0, 100.0), (97.0, 100.0)), ("2020", None, (92.0, 100.0), (97.0, 100.0))
    )

    assert status(norm(), values, ["A"], ON).light is Light.ON_COURSE


def test_a_missing_party_makes_the_total_unknown_and_is_named():
    found = status(norm(), share("2020", A=(99, 100)), NAMES, ON)

    assert (found.light, found.reason_code) == (Light.UNKNOWN, "party_missing")
    assert found.missing_parties == ("B",)
    assert "Corporatie B" in found.reason_nl


def test_a_count_that_is_already_too_high_stays_off_course_without_the_missing_party():
    values = figures(
        ("2020", "A", (12.0, None), (12.0, None)), ("2020", None, (12.0, None), (12.0, None))
    )

    found = status(norm(target=AT_MOST_10), values, NAMES, ON)

    assert (found.light, found.reason_code) == (Light.OFF_COURSE, "missed")
    assert "Ook zonder de cijfers van Corporatie B" in found.reason_nl


def test_a_count_that_is_low_so_far_is_unknown_without_the_missing_party():
    values = figures(
        ("2020", "A", (2.0, None), (2.0, None)), ("2020", None, (2.0, None), (2.0, None))
    )

    assert status(norm(target=AT_MOST_10), values, NAMES, ON).light is Light.UNKNOWN


def test_an_open_upper_bound_is_unknown_for_at_most():
    row = ((2.0, None), (None, None))
    values = figures(("2020", "A", *row), ("2020", None, *row))

    found = status(norm(target=AT_MOST_10), values, ["A"], ON)

    assert found.light is Light.UNKNOWN
    assert "minstens 2" in found.reason_nl


def test_each_corporation_has_its_own_light_and_the_worst_counts():
    found = status(norm(Scope.EACH), share("2020", A=(95, 100), B=(50, 100)), NAMES, ON)

    assert [party.light for party in found.parties] == [Light.ON_COURSE, Light.OFF_COURSE]
    assert found.light is Light.OFF_COURSE
    assert found.reason_nl.startswith("Corporatie B: In 2020 was het 50%")


def test_a_corporation_without_figure_is_unknown_for_that_party():
    found = status(norm(Scope.EACH), share("2020", A=(95, 100)), NAMES, ON)

    assert [party.light for party in found.parties] == [Light.ON_COURSE, Light.UNKNOWN]
    assert found.light is Light.UNKNOWN


def test_only_named_corporations_are_judged():
    chosen = norm(Scope.NAMED, parties=("A",))

    found = status(chosen, share("2020", A=(95, 100), B=(1, 100)), NAMES, ON)

    assert (found.light, len(found.parties)) == (Light.ON_COURSE, 1)


def test_named_corporations_together_are_one_figure():
    chosen = norm(Scope.JOINT, parties=("A", "B"))

    found = status(chosen, share("2020", A=(95, 100), B=(85, 100), C=(0, 500)), NAMES, ON)

    assert found.light is Light.ON_COURSE
    assert found.interval == Interval(0.9, 0.9, 0.9)
    assert [party.reason_code for party in found.parties] == ["counts_in_total"] * 2


def test_a_figure_of_named_corporations_together_says_whose_it_is():
    chosen = norm(Scope.JOINT, parties=("A", "B"))
    values = share("2020", A=(95, 100), B=(85, 100), C=(0, 500))

    found = status(chosen, values, {"A": "Alfa", "B": "Beta", "C": "Gamma"}, ON)

    assert found.reason_nl.startswith("Alfa en Beta samen: In 2020 was het 90%;")


def test_a_margin_in_money_is_written_like_the_figures_beside_it():
    target = Target(Comparison.AT_LEAST, (110.0,), Measure.EUR, 12.0)
    values = figures(("2020", "A", (102.05, None), (102.05, None)))

    found = status(norm(Scope.EACH, target), values, ["A"], ON)

    assert "valt binnen de marge van € 12,00." in found.reason_nl


def test_before_the_deadline_a_miss_is_a_point_of_attention():
    values = share("2020", A=(10, 100))

    before = status(norm(deadline=date(2021, 12, 31)), values, ["A"], ON)
    after = status(norm(deadline=date(2021, 2, 28)), values, ["A"], ON)

    assert (before.light, before.reason_code) == (Light.ATTENTION, "before_deadline")
    assert after.light is Light.OFF_COURSE


def test_higher_than_last_year_compares_with_the_same_period():
    target = Target(Comparison.HIGHER_THAN_LAST_YEAR, (), Measure.SHARE)
    values = pl.concat([share("2019", A=(50, 100)), share("2020", A=(60, 100))])

    found = status(norm(target=target), values, ["A"], ON)

    assert found.light is Light.ON_COURSE
    assert "In 2020 was het 60%; een jaar eerder was het 50%" in found.reason_nl


def test_equal_to_last_year_is_not_higher():
    target = Target(Comparison.HIGHER_THAN_LAST_YEAR, (), Measure.SHARE)
    values = pl.concat([share("2019", A=(60, 100)), share("2020", A=(60, 100))])

    assert status(norm(target=target), values, ["A"], ON).light is Light.OFF_COURSE


def test_a_party_that_was_missing_last_year_makes_the_comparison_unknown():
    target = Target(Comparison.HIGHER_THAN_LAST_YEAR, (), Measure.NUMBER)
    values = pl.concat([share("2019", A=(60, 100)), share("2020", A=(60, 100), B=(9, 10))])

    found = status(norm(target=target), values, NAMES, ON)

    assert (found.light, found.missing_parties) == (Light.UNKNOWN, ("B",))


def test_who_lacks_only_last_year_keeps_the_figure_of_now():
    target = Target(Comparison.HIGHER_THAN_LAST_YEAR)
    values = pl.concat([share("2019", A=(8, 10)), share("2020", A=(9, 10), B=(5, 10))])

    found = status(norm(target=target), values, NAMES, ON)
    lacking = next(party for party in found.parties if party.party_code == "B")

    assert (lacking.reason_code, lacking.interval.value) == ("party_missing", 0.5)
    assert "2019" in lacking.reason_nl
    assert "2020 of 2019" in found.reason_nl


def test_a_half_year_is_judged_by_half_years_only():
    values = pl.concat([share("2020-2", A=(99, 100)), share("2020", A=(1, 100))])

    found = status(norm(rhythm=Rhythm.HALF_YEAR), values, ["A"], ON)

    assert (found.light, found.period) == (Light.ON_COURSE, "2020-2")


def test_a_period_that_is_not_over_is_not_judged():
    values = pl.concat([share("2019", A=(99, 100)), share("2020", A=(1, 100))])

    assert status(norm(), values, ["A"], date(2020, 12, 31)).period == "2019"


def test_without_a_complete_year_a_yearly_norm_cannot_be_measured_yet():
    found = status(norm(), share("2020-1", A=(99, 100)), ["A"], ON)

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "period_not_over")


def test_without_any_delivery_the_norm_is_unknown():
    found = status(norm(), share("2020", A=(1, 1)).clear(), ["A"], ON)

    assert (found.light, found.reason_code) == (Light.UNKNOWN, "no_figures")


def test_nothing_to_divide_by_cannot_be_measured():
    found = status(norm(), share("2020", A=(0, 0)), ["A"], ON)

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "nothing_to_measure")


def test_effort_is_judged_by_people_with_reason_name_and_day():
    verdict = Judgement(Light.ATTENTION, "het overleg liep uit.", "de stuurgroep", date(2021, 2, 1))
    chosen = Norm("1.1", "c", Kind.EFFORT, ForWhom(Scope.TOTAL), judgement=verdict)

    found = status(chosen, share("2020", A=(1, 1)), ["A"], ON)

    assert found.light is Light.ATTENTION
    assert found.reason_nl == "Oordeel van de stuurgroep op 01-02-2021: het overleg liep uit."


def test_without_a_judgement_a_process_is_unknown_and_never_green():
    chosen = Norm("1.1", "c", Kind.PROCESS, ForWhom(Scope.TOTAL))

    assert status(chosen, share("2020", A=(1, 1)), ["A"], ON).light is Light.UNKNOWN


def test_an_effort_with_a_figure_and_no_judgement_follows_the_figure():
    found = status(norm(kind=Kind.EFFORT), share("2020", A=(95, 100)), ["A"], ON)

    assert found.light is Light.ON_COURSE


def test_a_norm_for_nobody_cannot_be_measured():
    found = status(norm(Scope.EACH), share("2020", A=(95, 100)), [], ON)

    assert (found.light, found.reason_code) == (Light.NOT_MEASURABLE_YET, "nobody_expected")


def test_an_agreement_stands_as_its_worst_norm():
    good = status(norm(), share("2020", A=(95, 100)), ["A"], ON)
    bad = status(norm(), share("2020", A=(5, 100)), ["A"], ON)

    assert clause_light([(good.light, None), (bad.light, None)]) is Light.OFF_COURSE
    assert clause_light([]) is Light.NOT_MEASURABLE_YET


def test_off_course_is_worse_than_unknown_and_unknown_worse_than_attention():
    assert worst([Light.UNKNOWN, Light.OFF_COURSE, Light.ATTENTION]) is Light.OFF_COURSE
    assert worst([Light.UNKNOWN, Light.ATTENTION]) is Light.UNKNOWN
    assert worst([Light.NOT_MEASURABLE_YET, Light.ON_COURSE]) is Light.NOT_MEASURABLE_YET


def test_counts_of_named_corporations_together_are_added_with_their_intervals():
    chosen = norm(Scope.JOINT, AT_MOST_10, parties=("A", "B"))
    values = figures(
        ("2020", "A", (4.0, None), (6.0, None)), ("2020", "B", (3.0, None), (3.0, None))
    )

    found = status(chosen, values, NAMES, ON)

    assert (found.interval.low, found.interval.high) == (7.0, 9.0)
    assert found.light is Light.ON_COURSE


def test_one_open_upper_bound_opens_the_figure_of_corporations_together():
    chosen = norm(Scope.JOINT, AT_MOST_10, parties=("A", "B"))
    values = figures(
        ("2020", "A", (4.0, None), (None, None)), ("2020", "B", (3.0, None), (3.0, None))
    )

    assert status(chosen, values, NAMES, ON).light is Light.UNKNOWN


def test_named_corporations_without_anything_to_measure_are_not_measured():
    chosen = norm(Scope.JOINT, parties=("A", "B"))

    found = status(chosen, share("2020", A=(0, 0), B=(0, 0)), NAMES, ON)

    assert found.reason_code == "nothing_to_measure"


def test_corporations_of_which_nobody_delivered_make_the_norm_unknown():
    chosen = norm(Scope.JOINT, parties=("C", "D"))

    found = status(chosen, share("2020", A=(9, 10)), NAMES, ON)

    assert (found.light, found.reason_code) == (Light.UNKNOWN, "party_missing")
    assert found.missing_parties == ("C", "D")


def test_three_missing_corporations_are_listed_as_people_do():
    found = status(norm(), share("2020", A=(9, 10)), ["A", "B", "C", "D"], ON)

    assert "Van B, C en D ontbreekt" in found.reason_nl


def test_a_half_year_is_compared_with_the_same_half_of_the_year_before():
    target = Target(Comparison.LOWER_THAN_LAST_YEAR, (), Measure.SHARE)
    values = pl.concat(
        [share("2019-2", A=(50, 100)), share("2020-1", A=(1, 100)), share("2020-2", A=(40, 100))]
    )

    found = status(norm(target=target, rhythm=Rhythm.HALF_YEAR), values, ["A"], ON)

    assert found.light is Light.ON_COURSE
    assert "een jaar eerder was het 50%" in found.reason_nl
