"""Places as people write them are read, or refused at their line with what to do."""

import pytest

from drieluik.core.findings import action_nl, message_nl
from drieluik.core.placing import LONGEST_PLACE, points_of, read_place, read_places


def _one(written):
    (found,) = read_places([(1, written)])
    return found


@pytest.mark.parametrize(
    ("written", "postcode", "number"),
    [
        ("7511 AB 10", "7511AB", 10),
        ("7511ab", "7511AB", None),
        ("7511AB10a", "7511AB", 10),
        ("7511 AB nr. 12", "7511AB", 12),
        ("Langestraat 10a, 7511 AB Enschede", "7511AB", 10),
        ("Plein 1940 12, 7511AB", "7511AB", 12),
        ("7511 AB Enschede, Langestraat", "7511AB", None),
        ("Plein 1940 nr 12, 7511 AB", "7511AB", 12),
        ("7511 AB Enschede, Plein 1940 nr. 12", "7511AB", 12),
        ("1940 NR 12", "1940NR", 12),
        ("Langestraat 10-2, 7511 AB", "7511AB", 10),
        ("Langestraat 10a/2, 7511 AB", "7511AB", 10),
        ("Langestraat 10 2hoog, 7511 AB", "7511AB", 10),
        ("Langestraat 10, 2e verdieping, 7511 AB", "7511AB", 10),
        ("Langestraat 10, appartement 3, 7511 AB", "7511AB", 10),
        ("2e Havenstraat 10, 7511 AB", "7511AB", 10),
        ("2e Havenstraat, 7511 AB", "7511AB", None),
        ("Langestraat 10e, 7511 AB", "7511AB", 10),
        ("Langestraat - 10, 7511 AB", "7511AB", 10),
        ("7511 AB - 10", "7511AB", 10),
        ("7511 AB Enschede, Langestraat 10", "7511AB", 10),
        ("7511 AB 2e Havenstraat 10-3", "7511AB", 10),
    ],
)
def test_an_address_gives_postcode_and_number(written, postcode, number):
    found = _one(written)

    assert (found.postcode, found.house_number, found.fault) == (postcode, number, None)


@pytest.mark.parametrize(
    ("written", "grid"),
    [
        ("257000 471000", "RD (EPSG:28992)"),
        ("257000,0; 471000,0", "RD (EPSG:28992)"),
        ("471000 257000", "RD met x en y verwisseld"),
        ("52.2176 6.8799", "WGS84 (breedte, lengte)"),
        ("52.2176,6.8799", "WGS84 (breedte, lengte)"),
        ("6,8799; 52,2176", "WGS84 (lengte, breedte)"),
    ],
)
def test_coordinates_of_one_spot_lie_together_however_they_are_written(written, grid):
    found = _one(written)

    assert found.grid == grid
    assert found.point == pytest.approx((257_000, 471_000), abs=20)


@pytest.mark.parametrize(
    ("written", "street", "number", "town"),
    [
        ("Hengelosestraat 50", "Hengelosestraat", 50, ""),
        ("Hengelosestraat 50 Enschede", "Hengelosestraat", 50, "Enschede"),
        ("Hengelosestraat 50-2, Enschede", "Hengelosestraat", 50, "Enschede"),
        ("Hengelosestraat 50 a, Enschede", "Hengelosestraat", 50, "Enschede"),
        ("Hengelosestraat 50bis Enschede", "Hengelosestraat", 50, "Enschede"),
        ("Hengelosestraat nr. 50, 2 hoog, Den Haag", "Hengelosestraat", 50, "Den Haag"),
        ("Enschede, Hengelosestraat 50", "Hengelosestraat", 50, "Enschede"),
        ("2e Havenstraat 3", "2e Havenstraat", 3, ""),
        ("Plein 1940 12", "Plein 1940", 12, ""),
        ("Dorpstraat 10 De Lutte", "Dorpstraat", 10, "De Lutte"),
        ("De Lutte, Dorpstraat 10", "Dorpstraat", 10, "De Lutte"),
        ("Dorpstraat 10 b De Lutte", "Dorpstraat", 10, "De Lutte"),
        ("Langestraat 10, Enschede, Nederland", "Langestraat", 10, "Enschede"),
        ("Langestraat 10, gem. Enschede", "Langestraat", 10, "Enschede"),
        ("Langestraat 10, Gemert", "Langestraat", 10, "Gemert"),
        ("'t Zwering 7, Sint Jansklooster", "'t Zwering", 7, "Sint Jansklooster"),
    ],
)
def test_a_street_with_a_number_is_read_with_its_town(written, street, number, town):
    found = _one(written)

    assert found.fault is None
    assert (found.street.street, found.street.house_number, found.street.town) == (
        street, number, town,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("Langestraat", "place_not_understood"),
        ("7511", "postcode_incomplete"),
        ("7511 10", "postcode_incomplete"),
        ("Langestraat 10 3, 7511 AB", "house_number_unclear"),
        ("Laan 40-45 12, 7511 AB", "house_number_unclear"),
        ("ergens", "place_not_understood"),
        ("50 Hengelosestraat", "place_not_understood"),
        ("Langestraat 10 3", "house_number_unclear"),
        ("52,22,6,89", "point_unclear"),
        ("1 2 3", "point_unclear"),
        ("0 0", "point_nowhere"),
        ("1000000 6000000", "point_nowhere"),
        ("x" * (LONGEST_PLACE + 1), "place_long"),
    ],
)
def test_what_is_no_place_says_what_to_do(written, rule):
    fault = _one(written).fault

    assert fault.rule == f"placing.{rule}"
    assert message_nl(fault)
    assert action_nl(fault)


@pytest.mark.parametrize(
    ("written", "metres"),
    [
        ("257000 471000", 0.5),
        ("257000.25 471000", 0.5),
        ("257000.2 471000.1", 0.05),
        ("52.22 6.89", 555),
        ("6,88; 52,2176", 555),
        ("52.2176 6.8799", 5.55),
        ("7511 AB 10", 0),
    ],
)
def test_a_point_is_as_precise_as_its_coarsest_number(written, metres):
    assert _one(written).precision == pytest.approx(metres)


def test_a_blank_place_that_was_asked_by_itself_is_answered():
    assert read_place(3, " ").fault.rule == "placing.place_not_understood"


def test_empty_lines_are_passed_over_and_lines_keep_their_number():
    found = read_places([(1, "7511 AB"), (2, "  "), (3, "nergens")])

    assert [(one.line, one.fault is None) for one in found] == [(1, True), (3, False)]


def test_an_address_has_no_point():
    rows = points_of(read_places([(1, "7511 AB"), (2, "257000 471000")])).rows()

    assert rows == [(None, None), (257_000.0, 471_000.0)]
