"""What stands beside a light: chance, the line to the deadline, consent beforehand, one of several."""

from dataclasses import replace
from datetime import date
from math import sqrt

import polars as pl
import pytest
from scipy.stats import linregress, t

from drieluik.core.norms import (
    Comparison,
    ForWhom,
    Kind,
    Light,
    Measure,
    Norm,
    Rhythm,
    Scope,
    Target,
    clause_light,
    format_norm,
    parse_norm,
    status,
)
from drieluik.core.norms.outlook import chance_nl, forecast, forecast_nl, wilson

ON = date(2022, 3, 1)
AT_LEAST_90 = Target(Comparison.AT_LEAST, (0.9,), Measure.SHARE, 0.05)
NORM = Norm(
    "3.2", "binnen 12 maanden", Kind.RESULT, ForWhom(Scope.TOTAL), Rhythm.YEAR, "made-up",
    target=AT_LEAST_90,
)  # fmt: skip


def shares(**years):
    """Year -> (above, below), or -> (above, below, unknown rows), of all together and of A."""
    rows = []
    for year, (above, below, *unknown) in years.items():
        loose = unknown[0] if unknown else 0
        rows += [
            {
                "indicator_id": "made-up",
                "period": year.strip("y"),
                "level": "corporation" if party else "total",
                "party_code": party,
                "breakdown": "all",
                "value": above / below,
                "value_low": above / below,
                "value_high": (above + loose) / below,
                "numerator": float(above),
                "denominator": float(below),
                "numerator_low": float(above),
                "denominator_low": float(below),
                "numerator_high": float(above + loose),
                "denominator_high": float(below),
                "n_unknown": loose,
            }
            for party in (None, "A")
        ]
    return pl.DataFrame(rows, schema_overrides={"party_code": pl.String()})


def test_the_wilson_interval_holds_the_published_one():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263 and 0 of 20
    assert [round(bound, 4) for bound in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(bound, 4) for bound in wilson(0, 20)] == [0.0, 0.1611]


def test_a_light_that_chance_alone_may_have_made_says_so_and_stays():
    found = status(NORM, shares(y2021=(19, 21)), ["A"], ON, by_chance=True)

    assert found.light is Light.ON_COURSE
    assert "Toeval speelt mee: het gaat om 21 gevallen" in found.reason_nl
    assert "‘aandacht’ of ‘niet op koers’" in found.reason_nl


def test_many_cases_leave_no_room_for_chance():
    found = status(NORM, shares(y2021=(1960, 2000)), ["A"], ON, by_chance=True)

    assert "Toeval" not in found.reason_nl


def test_chance_is_not_named_for_a_figure_of_a_whole_stock_nor_beside_unknown_rows():
    assert "Toeval" not in status(NORM, shares(y2021=(19, 21)), ["A"], ON).reason_nl
    unknown = status(NORM, shares(y2021=(19, 21, 1)), ["A"], ON, by_chance=True)
    assert "Toeval" not in unknown.reason_nl


def test_each_corporation_hears_of_its_own_small_numbers():
    each = replace(NORM, for_whom=ForWhom(Scope.EACH))

    found = status(each, shares(y2021=(15, 21)), ["A"], ON, by_chance=True)

    assert "om 21 gevallen" in found.parties[0].reason_nl


@pytest.mark.parametrize("counts", [None, (0.0, 0.0)])
def test_without_counts_nothing_is_said_about_chance(counts):
    assert chance_nl(AT_LEAST_90, counts, Light.ON_COURSE, lambda light: light) == ""


def test_chance_names_only_lights_that_could_have_been_given():
    agreed = replace(NORM, consent_nl="dat is akkoord")
    in_time = replace(NORM, deadline=date(2023, 12, 31))

    with_consent = status(agreed, shares(y2021=(19, 21)), ["A"], ON, by_chance=True)
    before_deadline = status(in_time, shares(y2021=(17, 21)), ["A"], ON, by_chance=True)

    assert "Toeval" not in with_consent.reason_nl
    assert before_deadline.light is Light.ATTENTION
    assert "dan ‘op koers’ kunnen zijn" in before_deadline.reason_nl


def test_a_line_is_carried_on_as_the_textbook_does():
    figures = [0.61, 0.66, 0.64, 0.71, 0.73, 0.79]
    ours = forecast(figures, 3)

    line = linregress(range(6), figures)
    left = [y - line.intercept - line.slope * x for x, y in enumerate(figures)]
    error = sqrt(sum(e * e for e in left) / 4 * (1 + 1 / 6 + (8 - 2.5) ** 2 / 17.5))
    expected = line.intercept + 8 * line.slope
    half = t.ppf(0.975, 4) * error
    assert ours == pytest.approx((expected, expected - half, expected + half))


def test_a_short_series_and_a_far_day_are_not_carried_on():
    assert forecast([1.0, 2.0, 3.0], 1) is None
    assert forecast([1.0, 2.0, 3.0, 4.0], 5) is None
    assert forecast([1.0, 2.0, 3.0, 4.0], 0) is None


LATER = replace(NORM, deadline=date(2023, 12, 31))


def test_a_norm_with_a_deadline_says_where_the_figure_goes():
    figures = {"2018": 0.60, "2019": 0.66, "2020": 0.72, "2021": 0.78}

    assert forecast_nl(LATER, figures, "2021") == (
        "Gaat het zo door, dan wordt het in 2023: 90%. Dan wordt de norm op tijd gehaald."
    )


def test_half_years_are_told_in_words():
    halves = {"2020-1": 0.60, "2020-2": 0.66, "2021-1": 0.72, "2021-2": 0.78}
    soon = replace(LATER, rhythm=Rhythm.HALF_YEAR, deadline=date(2022, 12, 31))

    assert "in het tweede halfjaar van 2022: 90%" in forecast_nl(soon, halves, "2021-2")


def test_a_scattered_series_says_that_nobody_can_say():
    figures = {"2018": 0.60, "2019": 0.75, "2020": 0.66, "2021": 0.84}

    assert "is niet te zeggen" in forecast_nl(LATER, figures, "2021")


@pytest.mark.parametrize(
    ("norm", "figures"),
    [
        (LATER, {"2017": 0.60, "2019": 0.66, "2020": 0.72, "2021": 0.78}),
        (LATER, {"2018": 0.60, "2019": 0.66, "2020": 0.72}),
        (NORM, {"2018": 0.60, "2019": 0.66, "2020": 0.72, "2021": 0.78}),
        (
            replace(LATER, deadline=date(2021, 12, 31)),
            {"2018": 0.6, "2019": 0.6, "2020": 0.7, "2021": 0.7},
        ),
        (
            replace(LATER, target=Target(Comparison.HIGHER_THAN_LAST_YEAR)),
            {"2018": 1.0, "2019": 2.0, "2020": 3.0, "2021": 4.0},
        ),
    ],
    ids=["hole", "not the last", "no last day", "last day is now", "with last year"],
)
def test_nothing_is_foretold_without_a_row_of_figures_and_a_day_to_come(norm, figures):
    assert forecast_nl(norm, figures, "2021") == ""


def test_a_share_is_not_foretold_above_all_of_them():
    far = replace(NORM, deadline=date(2025, 12, 31))

    told = forecast_nl(far, {"2018": 0.7, "2019": 0.8, "2020": 0.9, "2021": 0.99}, "2021")

    assert "in 2025: 100%" in told


def test_agreed_beforehand_means_that_missing_the_target_is_as_agreed():
    agreed = replace(NORM, consent_nl="een overschrijding is akkoord")

    missed = status(agreed, shares(y2021=(50, 100)), ["A"], ON)
    reached = status(agreed, shares(y2021=(95, 100)), ["A"], ON)
    nobody = status(agreed, shares(y2021=(50, 100)), ["A", "B"], ON)

    assert (missed.light, missed.reason_code) == (Light.ON_COURSE, "consented")
    assert missed.reason_nl.endswith(
        "Dat is niet gehaald. Partijen zijn daar vooraf mee akkoord: een overschrijding is akkoord"
    )
    assert (reached.light, reached.reason_code) == (Light.ON_COURSE, "reached")
    assert nobody.light is Light.UNKNOWN


def test_who_misses_it_as_agreed_is_named_and_nobody_is_said_to_reach_it():
    agreed = replace(NORM, for_whom=ForWhom(Scope.EACH), consent_nl="dat is akkoord")

    found = status(agreed, shares(y2021=(50, 100)), {"A": "Corporatie A"}, ON)

    assert (found.light, found.reason_code) == (Light.ON_COURSE, "consented")
    assert found.reason_nl.startswith("Corporatie A: In 2021 was het 50%")
    assert "halen alle corporaties" not in found.reason_nl


def test_unknown_rows_do_not_matter_where_both_outcomes_are_agreed():
    agreed = replace(NORM, consent_nl="een overschrijding is akkoord")

    found = status(agreed, shares(y2021=(85, 100, 10)), ["A"], ON)

    assert (found.light, found.reason_code) == (Light.ON_COURSE, "perhaps_consented")
    assert "is niet te zeggen of dat is gehaald" in found.reason_nl


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ([("off_course", "e"), ("on_course", "e")], "on_course"),
        ([("off_course", "e"), ("attention", "e")], "attention"),
        ([("attention", "e"), ("unknown", "e")], "unknown"),
        ([("off_course", "e"), ("on_course", "f")], "off_course"),
        ([("on_course", "e"), ("off_course", None)], "off_course"),
        ([("off_course", "e"), ("not_measurable_yet", "e")], "not_measurable_yet"),
    ],
)
def test_of_norms_that_share_a_name_one_is_enough(lights, expected):
    assert clause_light((Light(light), name) for light, name in lights) is Light(expected)


def test_the_new_words_of_the_language_are_read_back_as_written():
    whole = replace(
        NORM,
        condition_nl="er genoeg aanbod is",
        consent_nl="een overschrijding is akkoord",
        one_of="energie",
    )

    assert parse_norm(format_norm(whole)) == whole


def test_consent_beforehand_needs_a_target():
    text = 'afspraak: 7.4\ncitaat: "akkoord"\nsoort: proces\nvoor: elke corporatie\n'

    faults = parse_norm(f"{text}vooraf akkoord: dat mag")

    assert [(fault.rule, fault.place.line) for fault in faults] == [
        ("norms.consent_without_target", 5)
    ]
