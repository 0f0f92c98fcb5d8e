"""Arrears and evictions per neighbourhood (agreement 3.8 of the example city)."""

from drieluik.core.tables.contract import (
    Column,
    Comparison,
    Condition,
    Kind,
    Missing,
    Pair,
    Pairing,
    Table,
)
from drieluik.core.tables.over_time import Figure, Summary
from drieluik.core.tables.places import BUURT, MUNICIPALITY

_UNKNOWN = frozenset({Missing.UNKNOWN})


def _count(name: str, header_nl: str, meaning_nl: str, example: str) -> Column:
    """A column that counts households."""
    return Column(
        name,
        Kind.WHOLE,
        header_nl,
        meaning_nl,
        unit="households",
        required=False,
        may_be=_UNKNOWN,
        at_least=0,
        example=example,
    )


ARREARS = Table(
    id="arrears",
    version=1,
    sheet_nl="Huurachterstanden",
    meaning_nl="Eén rij per buurt met bezit: de achterstanden op de laatste dag van de periode en "
    "de huisuitzettingen in de periode.",
    serves=("3.8",),
    columns=(
        MUNICIPALITY,
        Column(
            BUURT.name,
            BUURT.kind,
            BUURT.header_nl,
            "De CBS-code van de buurt, BU en acht tekens.",
            example=BUURT.example,
        ),
        _count(
            "n_evictions",
            "Huisuitzettingen",
            "Aantal huisuitzettingen in de periode. Geen enkele: vul 0 in.",
            "1",
        ),
        _count(
            "n_evictions_with_children",
            "Huisuitzettingen met kinderen",
            "Aantal van die huisuitzettingen bij huishoudens met kinderen.",
            "0",
        ),
        _count(
            "n_households_in_arrears",
            "Huishoudens met achterstand",
            "Aantal huishoudens met huurachterstand op de laatste dag van de periode.",
            "12",
        ),
        _count(
            "n_households_in_arrears_with_children",
            "Huishoudens met achterstand en kinderen",
            "Aantal van die huishoudens met kinderen.",
            "5",
        ),
        Column(
            "arrears_amount",
            Kind.MONEY,
            "Bedrag aan huurachterstand",
            "De huurachterstand van zittende huurders samen op de laatste dag van de periode.",
            unit="EUR",
            required=False,
            may_be=_UNKNOWN,
            at_least=0,
            example="8450,75",
        ),
    ),
    key=("municipality_code", "buurt_code"),
    rules=(
        Comparison(
            "evictions_with_children_within_evictions",
            "n_evictions_with_children",
            "<=",
            "n_evictions",
            blocks=True,
            why_nl="Huisuitzettingen met kinderen zijn een deel van alle huisuitzettingen.",
        ),
        Comparison(
            "households_with_children_within_households",
            "n_households_in_arrears_with_children",
            "<=",
            "n_households_in_arrears",
            blocks=True,
            why_nl="Huishoudens met kinderen zijn een deel van alle huishoudens met achterstand.",
        ),
        Condition(
            "no_households_no_amount",
            "n_households_in_arrears",
            (0,),
            "arrears_amount",
            (0.0,),
            blocks=False,
            why_nl="Zonder huishoudens met achterstand is er meestal ook geen bedrag.",
        ),
        Pair(
            "amount_with_households",
            "n_households_in_arrears",
            "arrears_amount",
            Pairing.BOTH_OR_NONE,
            blocks=False,
            why_nl="Bij een aantal huishoudens met achterstand hoort het bedrag, en andersom.",
        ),
    ),
    figures=(
        Figure(
            "households_in_arrears",
            "Het aantal huishoudens met achterstand",
            "n_households_in_arrears",
            Summary.SUM,
        ),
        Figure(
            "amount_in_arrears",
            "Het totale bedrag aan huurachterstand",
            "arrears_amount",
            Summary.SUM,
            "euro",
            by=BUURT.name,
        ),
    ),
)
