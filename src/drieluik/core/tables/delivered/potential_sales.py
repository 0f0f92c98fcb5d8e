"""Dwellings that a corporation may sell: the pool that agreement 4.2 gives insight into."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import (
    Column,
    Kind,
    Missing,
    Reference,
    Table,
    WithinPeriod,
)
from drieluik.core.tables.places import BUURT, MUNICIPALITY

POTENTIAL_SALES = Table(
    id="potential_sales",
    version=1,
    sheet_nl="Verkoopvijver",
    meaning_nl="Eén rij per woning die op de laatste dag van de periode voor verkoop is aangewezen. "
    "Conditie en label staan op het blad Woningen.",
    serves=("4.2", "4.3"),
    columns=(
        Column(
            "dwelling_id",
            Kind.TEXT,
            "VHE-nummer",
            "Het nummer van de woning, zoals op het blad Woningen.",
            example="0001234",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "sale_stage",
            Kind.CODE,
            "Stap in de verkoop",
            "MUT als de woning bij vertrek van de huurder te koop komt, AAN als zij aan de huurder "
            "is aangeboden, KOOP als zij te koop staat.",
            codes=code_list("sale_stage"),
            example="MUT",
        ),
        Column(
            "designated_on",
            Kind.DATE,
            "Aangewezen op",
            "De dag waarop de corporatie de woning voor verkoop aanwees.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            example="01-11-2018",
        ),
    ),
    key=("dwelling_id",),
    rules=(
        WithinPeriod("designated_before_the_end", "designated_on", from_start=False),
        Reference(
            "a_potential_sale_is_in_stock",
            "dwelling_id",
            "dwellings",
            "dwelling_id",
            blocks=False,
            why_nl="Alleen een woning die in bezit is, kan worden verkocht.",
        ),
    ),
)
