from dataclasses import replace

import pytest

from drieluik.core.indicators import (
    INDICATORS,
    VERSIONS,
    Aggregation,
    Unit,
    Used,
    indicator,
    versions_of,
)
from drieluik.core.indicators.integrity import catalogue_faults, unused_columns

SHARE = indicator("vacancy-share")


def test_the_catalogue_is_sound():
    assert catalogue_faults(INDICATORS) == ()


def test_there_are_indicators_for_every_agreement_that_asks_for_figures():
    served = {number for card in INDICATORS for number in card.serves}

    assert {"3.2", "3.3", "3.4", "3.8", "4.1", "7.1"} <= served
    assert len(INDICATORS) >= 14


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"owner": " "}, "has no owner"),
        ({"meaning_nl": ""}, "has no meaning_nl"),
        ({"aggregation": Aggregation.SUM}, "a share is never summed"),
        ({"unit": Unit.EUR}, "a ratio cannot be in EUR"),
        ({"sources": (Used("dwellings", ("colour",)),)}, "dwellings has no column colour"),
        ({"sources": (Used("dwellings"),)}, "reads a column that the card does not name"),
        (
            {"sources": (Used("dwellings", ("let_at_period_end", "net_rent")),)},
            "names dwellings.net_rent but does not read it",
        ),
        ({"stock_tables": frozenset({"dwellings"})}, "names stock tables but is a stock itself"),
    ],
)
def test_a_misleading_card_is_named_with_its_fault(change, fault):
    assert f"vacancy-share: {fault}" in catalogue_faults([replace(SHARE, **change)])


def test_only_a_share_can_be_split_into_figures_of_their_own():
    split = replace(
        indicator("liveability-spending-per-daeb-dwelling"),
        breakdown=indicator("liveability-spending").breakdown,
    )

    assert any("only a share" in fault for fault in catalogue_faults([split]))


def test_the_same_indicator_twice_is_named():
    faults = catalogue_faults([SHARE, SHARE])

    assert "vacancy-share: version 1 occurs 2 times" in faults
    assert any("same expression" in fault for fault in faults)


def test_columns_that_no_figure_needs_are_listed():
    unused = unused_columns(INDICATORS)

    assert "home_seekers.leaving_reason" in unused
    assert "dwellings.net_rent" not in unused


def test_an_unknown_indicator_is_a_mistake():
    with pytest.raises(KeyError):
        indicator("made-up")


def test_every_reason_has_a_sentence_and_occurs_once():
    for card in INDICATORS:
        codes = [reason.code for reason in card.reasons]
        assert len(codes) == len(set(codes))
        assert all(reason.sentence_nl.endswith(".") for reason in card.reasons)
        assert card.reason(codes[0]).code == codes[0]


def test_every_version_in_the_product_is_sound_and_says_how_it_differs():
    assert catalogue_faults(VERSIONS) == ()
    assert {card.id for card in VERSIONS if card.version > 1} == {"daeb-dwellings", "vacancy-share"}


def test_a_version_that_skips_a_number_or_changes_the_unit_is_named():
    second = versions_of("vacancy-share")[1]

    assert "vacancy-share: version 2 does not follow the one before" in catalogue_faults([second])
    other = replace(second, unit=Unit.EUR_PER_DWELLING, differs_nl="")
    faults = catalogue_faults([SHARE, other])
    assert "vacancy-share: version 2 has another unit, nature, parts or sheets" in faults
    assert "vacancy-share: version 2 says no difference, or there is none to say" in faults
