"""An address without a postcode, as somebody writes it: street, number, and sometimes the town."""

import re

from drieluik.core.geography.streets import StreetAsked
from drieluik.core.placing.house_numbers import house_numbers

_ADDITION = re.compile(
    r"\s*[-–/]\s*[0-9A-Za-z]{1,5}(?![0-9A-Za-z])|\s*(?!\s*(?i:de|it)\s)[A-Za-z]{1,2}(?![A-Za-z])|\s*bis\b"
)
"""What stands behind a number; "De" and "It" begin the name of a town, such as De Lutte."""
_COUNTRIES = ("nederland", "the netherlands", "netherlands")
_MUNICIPALITY = re.compile(r"^gem(?:eente\b|\.|\b)\s*", re.IGNORECASE)
_NAMED = re.compile(r"[\s,]*\b(?:huis)?(?:nr|no|nummer)\b\.?\s*$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")


def address_of(written: str) -> StreetAsked | None:
    """Return the parts of an address with one sure number behind a street; None when it is none.

    Examples:
        >>> address_of("Hengelosestraat 50a, Enschede")
        StreetAsked(street='Hengelosestraat', house_number=50, town='Enschede')
        >>> address_of("Plein 1940 12 Glanerbrug")
        StreetAsked(street='Plein 1940', house_number=12, town='Glanerbrug')
        >>> address_of("Enschede") is None
        True
    """
    numbers = house_numbers(written, "")
    if len(numbers) != 1:
        return None
    spots = list(re.finditer(rf"(?<![0-9A-Za-z]){numbers[0]}(?![0-9])", written))
    # a number with a zero in front, or of an addition, stands nowhere as it is
    if not spots:
        return None
    spot = spots[0] if len(spots) == 1 else _behind_letters(written, spots)
    street = _NAMED.sub("", written[: spot.start()]).strip(" ,;")
    # some write the town in front: no street has a comma in its name
    before, _comma, street = (one.strip() for one in street.rpartition(","))
    if not _LETTERS.search(street):
        return None
    behind = written[spot.end() :]
    addition = _ADDITION.match(behind)
    town = _town(behind[addition.end() :] if addition else behind) or _town(before)
    return StreetAsked(street, numbers[0], town)


def _behind_letters(written: str, spots: list[re.Match[str]]) -> re.Match[str]:
    """Of a number that stands twice the first behind a street is that of the house."""
    return next((one for one in spots if _LETTERS.search(written[: one.start()])), spots[0])


def _town(rest: str) -> str:
    """Return the last piece that can be a town; map sites write the country behind it."""
    pieces = [_MUNICIPALITY.sub("", one.strip(" ;.")) for one in rest.split(",")]
    named = [
        one
        for one in pieces
        if _LETTERS.search(one) and not re.search(r"[0-9]", one) and one.lower() not in _COUNTRIES
    ]
    return named[-1] if named else ""
