"""What the municipality stands behind: loans guaranteed by WSW, in total per corporation (10.1)."""

from drieluik.core.tables.contract import Column, Comparison, Kind, Missing, Table
from drieluik.core.tables.places import MUNICIPALITY

_UNKNOWN = frozenset({Missing.UNKNOWN})


def _amount(name: str, header_nl: str, meaning_nl: str, example: str) -> Column:
    """A column with an amount of all guaranteed loans together."""
    return Column(
        name,
        Kind.MONEY,
        header_nl,
        meaning_nl,
        unit="EUR",
        required=False,
        may_be=_UNKNOWN,
        at_least=0,
        example=example,
    )


GUARANTEES = Table(
    id="guarantees",
    version=1,
    sheet_nl="Achtervang",
    meaning_nl="Eén rij per gemeente: alle leningen samen die WSW borgt en waarvoor deze gemeente "
    "achtervang is. Geen losse leningen: partijen delen alleen totalen.",
    serves=("10.1",),
    columns=(
        MUNICIPALITY,
        _amount(
            "guaranteed_amount",
            "Geborgd bedrag",
            "De schuldrest van de geborgde leningen op de laatste dag van de periode.",
            "185000000,00",
        ),
        _amount(
            "new_guaranteed_amount",
            "Nieuw geborgd",
            "Wat daarvan in de periode nieuw is geborgd. Niets: vul 0 in.",
            "6500000,00",
        ),
        _amount(
            "expiring_amount",
            "Loopt af binnen vijf jaar",
            "Het deel van de schuldrest dat binnen vijf jaar na de laatste dag moet zijn afgelost.",
            "42000000,00",
        ),
    ),
    key=("municipality_code",),
    rules=(
        Comparison(
            "expiring_within_guaranteed",
            "expiring_amount",
            "<=",
            "guaranteed_amount",
            blocks=True,
            why_nl="Wat afloopt, is een deel van het geborgde bedrag.",
        ),
        Comparison(
            "new_within_guaranteed",
            "new_guaranteed_amount",
            "<=",
            "guaranteed_amount",
            blocks=False,
            why_nl="Wat nieuw is geborgd, is meestal een deel van het geborgde bedrag.",
        ),
    ),
)
