"""Amounts in euro as Dutch people write them, exact to the cent."""

import re
from decimal import Decimal

MOST = Decimal("999999999.99")
_WRITTEN = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}|-))?")


def amount_of(text: str) -> Decimal | None:
    """Return the amount of a text, or None when it is no amount of at most a milliard.

    Examples:
        >>> amount_of("€ 1.250,50"), amount_of("1250"), amount_of("1.250,-")
        (Decimal('1250.50'), Decimal('1250.00'), Decimal('1250.00'))
        >>> amount_of("1250.50"), amount_of("-3"), amount_of("12.34,5")
        (None, None, None)
    """
    found = _WRITTEN.fullmatch(text.replace("€", "").replace("\xa0", " ").strip())
    if found is None or len(found.group(1)) > len("999.999.999"):
        return None
    whole, cents = found.group(1).replace(".", ""), (found.group(2) or "").replace("-", "")
    amount = Decimal(f"{whole}.{cents:0<2}")
    return amount if amount <= MOST else None


def written(amount: Decimal) -> str:
    """Write an amount with points and a comma.

    Examples:
        >>> written(Decimal("1250.5"))
        '1.250,50'
    """
    plain = f"{amount:,.2f}"
    return plain.translate(str.maketrans(",.", ".,"))
