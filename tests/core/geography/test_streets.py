"""An address by its street: the town that was written counts, and what is not sure is said."""

import polars as pl
import pytest

from drieluik.core.geography.streets import StreetAsked, StreetFound, Unfound, locate_streets

BOOK = pl.DataFrame(
    {
        "street": ["Langestraat", "Langestraat", "Langestraat", "Dorpstraat", "Dorpstraat"],
        "town": ["Enschede", "Losser", None, "Losser", None],
        "house_number": [10, 10, 12, 7, 8],
        "area_code": ["B0", "B1", "B2", "B3", "B4"],
    }
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (StreetAsked("Langestr.", 10, "enschede"), StreetFound("B0")),
        (StreetAsked("Langestraat", 12), StreetFound("B2")),
        (StreetAsked("Langestraat", 12, "Enschede"), StreetFound("B2", town_known=False)),
        (
            StreetAsked("Langestraat", 10),
            StreetFound(why=Unfound.SEVERAL_TOWNS, towns=("Enschede", "Losser")),
        ),
        # the number is there, in another town than was written
        (
            StreetAsked("Dorpstraat", 7, "Enschede"),
            StreetFound(why=Unfound.TOWN, towns=("Losser",)),
        ),
        (StreetAsked("Langestraat", 99, "Enschede"), StreetFound(why=Unfound.NUMBER)),
        (StreetAsked("Kerkstraat", 1), StreetFound(why=Unfound.STREET)),
    ],
)
def test_a_town_that_was_written_is_looked_at_first(asked, found):
    assert locate_streets([asked], BOOK) == [found]


def test_a_row_that_names_the_town_goes_before_one_that_names_none():
    twice = pl.concat([BOOK, BOOK.head(1).with_columns(town=None, area_code=pl.lit("B9"))])

    assert locate_streets([StreetAsked("Langestraat", 10, "Enschede")], twice) == [
        StreetFound("B0")
    ]
