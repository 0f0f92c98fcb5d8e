"""The lettings of the period: which kind of household got which dwelling."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import Column, Condition, Kind, Missing, Table, WithinPeriod
from drieluik.core.tables.over_time import Figure, Summary
from drieluik.core.tables.places import BUURT, MUNICIPALITY

LETTINGS = Table(
    id="lettings",
    version=1,
    sheet_nl="Verhuringen",
    meaning_nl="Eén rij per verhuring (nieuw huurcontract) in de periode.",
    serves=("3.3", "3.4", "9.1"),
    columns=(
        Column(
            "letting_id",
            Kind.TEXT,
            "Verhuringnummer",
            "Een eigen nummer van de verhuring, geen naam of burgerservicenummer.",
            example="V-2020-0001",
        ),
        Column(
            "dwelling_id",
            Kind.TEXT,
            "VHE-nummer",
            "Het nummer van de verhuurde woning, zoals op het blad Woningen.",
            example="0001234",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "let_on",
            Kind.DATE,
            "Datum verhuring",
            "De dag waarop het huurcontract ingaat.",
            example="15-03-2020",
        ),
        Column(
            "rekenhuur",
            Kind.MONEY,
            "Rekenhuur",
            "De rekenhuur per maand: de netto huur met de servicekosten die volgens de wet op de "
            "huurtoeslag meetellen.",
            unit="EUR per month",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            at_least=0,
            at_most=5000,
            example="598,00",
        ),
        Column(
            "income_group",
            Kind.CODE,
            "Inkomensgroep",
            "LAAG, MIDDEN of HOOG volgens de inkomensgrenzen van het jaar. Geen bedragen.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            codes=code_list("income_group"),
            example="LAAG",
        ),
        Column(
            "appropriate_allocation",
            Kind.CODE,
            "Passend toegewezen",
            "PAS voor passend, NIE voor niet passend, NVT als de toets niet geldt.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            codes=code_list("passendheidssoort"),
            example="PAS",
        ),
        Column(
            "priority",
            Kind.CODE,
            "Voorrang",
            "De soort voorrang; laat leeg of vul n.v.t. in als er geen voorrang was.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            codes=code_list("voorrangsoort"),
            blank=Missing.NOT_APPLICABLE,
            example="n.v.t.",
        ),
    ),
    key=("letting_id",),
    rules=(
        WithinPeriod("let_within_period", "let_on"),
        Condition(
            "tested_income_is_known",
            "appropriate_allocation",
            ("PAS", "NIE"),
            "income_group",
            None,
            blocks=False,
            why_nl="Als de passendheidstoets is gedaan, is het inkomen bekend; vul dan ook de "
            "inkomensgroep in.",
        ),
    ),
    figures=(
        Figure("number_of_lettings", "Het aantal verhuringen", "letting_id", Summary.ROWS),
        Figure("mean_rent", "De gemiddelde rekenhuur", "rekenhuur", Summary.MEAN, "euro"),
    ),
)
