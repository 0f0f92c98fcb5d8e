"""The dwellings a corporation has at the end of the period."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import Column, Condition, Kind, Missing, Table
from drieluik.core.tables.over_time import CarriedOver, Figure, Movement, Summary
from drieluik.core.tables.places import BUURT, MUNICIPALITY

DWELLINGS = Table(
    id="dwellings",
    version=1,
    sheet_nl="Woningen",
    meaning_nl="Eén rij per verhuureenheid die op de laatste dag van de periode in bezit is.",
    serves=("3.1", "3.3", "7.1"),
    columns=(
        Column(
            "dwelling_id",
            Kind.TEXT,
            "VHE-nummer",
            "Het eigen nummer van de verhuureenheid. Voorloopnullen blijven staan.",
            example="0001234",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "daeb_label",
            Kind.CODE,
            "DAEB",
            "DAE voor DAEB, NDA voor niet-DAEB, GNDV voor een geconsolideerde verbinding.",
            codes=code_list("maatschappelijklabel"),
            example="DAE",
        ),
        Column(
            "dwelling_type",
            Kind.CODE,
            "Soort woning",
            "APP voor een appartement, GRO voor een grondgebonden woning, KAM voor een kamer.",
            codes=code_list("dwelling_type"),
            example="APP",
        ),
        Column(
            "net_rent",
            Kind.MONEY,
            "Netto huur",
            "De netto huur per maand zonder servicekosten op de laatste dag van de periode. "
            "Staat de woning leeg: de laatste huur. Nieuw en nog niet verhuurd: 0,01.",
            unit="EUR per month",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            at_least=0,
            at_most=5000,
            example="612,35",
        ),
        Column(
            "let_at_period_end",
            Kind.YES_NO,
            "Verhuurd",
            "Ja als de woning op de laatste dag van de periode verhuurd is, anders nee.",
            example="ja",
        ),
        Column(
            "energy_label",
            Kind.CODE,
            "Energielabel",
            "Het geregistreerde label. AP is A+, APP is A++, AP3 is A+++, AP4 is A++++.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            codes=code_list("energielabel"),
            example="C",
        ),
        Column(
            "energy_label_method",
            Kind.CODE,
            "Labelmethode",
            "Hoe het label is bepaald, bijvoorbeeld EI (tot 2021) of NTA (NTA 8800, vanaf 2021).",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            codes=code_list("energieprestatiesoort"),
            example="EI",
        ),
        Column(
            "condition_score",
            Kind.CODE,
            "Conditiescore",
            "De conditie volgens NEN 2767: 1 is uitstekend, 6 is zeer slecht.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            codes=code_list("conditiescore"),
            example="2",
        ),
    ),
    key=("dwelling_id",),
    rules=(
        Condition(
            "a_label_has_a_method",
            "energy_label",
            code_list("energielabel").codes(),
            "energy_label_method",
            None,
            blocks=False,
            why_nl="Bij een energielabel hoort de methode, omdat labels van voor en na 2021 niet "
            "zomaar vergelijkbaar zijn.",
        ),
    ),
    carried_over=CarriedOver(
        "stock_closes",
        "het bezit van het vorige halfjaar sluit aan op dat van nu",
        "dwelling_id",
        came=(Movement("stock_changes", "dwelling_id", "direction", "BIJ"),),
        left=(
            Movement("stock_changes", "dwelling_id", "direction", "AF"),
            Movement("sales", "dwelling_id"),
        ),
        fixed=("buurt_code", "dwelling_type"),
    ),
    figures=(Figure("mean_rent", "De gemiddelde netto huur", "net_rent", Summary.MEAN, "euro"),),
)
