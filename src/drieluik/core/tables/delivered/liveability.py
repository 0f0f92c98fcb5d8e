"""What a corporation spent on liveability per neighbourhood and activity (agreement 7.1)."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import Column, Comparison, Kind, Missing, Table
from drieluik.core.tables.over_time import Figure, Summary
from drieluik.core.tables.places import BUURT, MUNICIPALITY

LIVEABILITY_SPENDING = Table(
    id="liveability_spending",
    version=1,
    sheet_nl="Leefbaarheid",
    meaning_nl="Eén rij per buurt en soort activiteit: de uitgaven in de periode.",
    serves=("7.1", "7.2", "7.4"),
    columns=(
        MUNICIPALITY,
        Column(
            BUURT.name,
            BUURT.kind,
            BUURT.header_nl,
            "De CBS-code van de buurt, BU en acht tekens; n.v.t. voor uitgaven voor de hele stad.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            example=BUURT.example,
        ),
        Column(
            "activity",
            Kind.CODE,
            "Activiteit",
            "De soort leefbaarheidsactiviteit volgens artikel 51 BTIV.",
            codes=code_list("liveability_activity"),
            example="SHV",
        ),
        Column(
            "amount",
            Kind.MONEY,
            "Uitgaven",
            "Alle uitgaven in de periode, ook de inzet van eigen personeel.",
            unit="EUR",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            at_least=0,
            example="14500,00",
        ),
        Column(
            "staff_amount",
            Kind.MONEY,
            "Waarvan personeel",
            "Het deel van de uitgaven dat inzet van eigen personeel is.",
            unit="EUR",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            at_least=0,
            example="9000,00",
        ),
    ),
    key=("municipality_code", "buurt_code", "activity"),
    rules=(
        Comparison(
            "staff_within_amount",
            "staff_amount",
            "<=",
            "amount",
            blocks=True,
            why_nl="De personeelskosten zijn een deel van de uitgaven.",
        ),
    ),
    figures=(
        Figure("spending", "Het totale bedrag aan leefbaarheid", "amount", Summary.SUM, "euro"),
    ),
)
