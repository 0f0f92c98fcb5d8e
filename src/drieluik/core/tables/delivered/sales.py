"""Dwellings sold in the period, with their condition and label (agreement 4.1)."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import (
    Column,
    Condition,
    Kind,
    Missing,
    Reference,
    Table,
    WithinPeriod,
)
from drieluik.core.tables.places import BUURT, MUNICIPALITY

SALES = Table(
    id="sales",
    version=1,
    sheet_nl="Verkopen",
    meaning_nl="Eén rij per woning die in de periode is verkocht (dag van levering).",
    serves=("4.1", "4.2"),
    columns=(
        Column(
            "dwelling_id",
            Kind.TEXT,
            "VHE-nummer",
            "Het eigen nummer van de verkochte woning.",
            example="0004321",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "sold_on",
            Kind.DATE,
            "Datum levering",
            "De dag waarop de woning bij de notaris is geleverd.",
            example="02-05-2020",
        ),
        Column(
            "condition_score",
            Kind.CODE,
            "Conditiescore",
            "De conditie bij verkoop volgens NEN 2767: 1 is uitstekend, 6 is zeer slecht.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            codes=code_list("conditiescore"),
            example="3",
        ),
        Column(
            "energy_label",
            Kind.CODE,
            "Energielabel",
            "Het geregistreerde label bij verkoop.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            codes=code_list("energielabel"),
            example="D",
        ),
        Column(
            "fixer_upper",
            Kind.YES_NO,
            "Kluswoning",
            "Ja als de woning als kluswoning is verkocht, anders nee.",
            example="nee",
        ),
        Column(
            "exception_reported_on",
            Kind.DATE,
            "Uitzondering gemeld op",
            "De dag waarop de gemeente over de uitzondering is ingelicht; n.v.t. als de woning aan "
            "de eisen voldoet.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            blank=Missing.NOT_APPLICABLE,
            example="n.v.t.",
        ),
    ),
    key=("dwelling_id",),
    rules=(
        WithinPeriod("sold_within_period", "sold_on"),
        WithinPeriod("exception_not_in_future", "exception_reported_on", from_start=False),
        Reference(
            "sold_leaves_the_stock",
            "dwelling_id",
            "stock_changes",
            "dwelling_id",
            blocks=False,
            why_nl="Een verkochte woning gaat ook uit bezit; zet haar op het blad Voorraadmutaties.",
        ),
        Condition(
            "poor_condition_is_reported",
            "condition_score",
            ("4", "5", "6"),
            "exception_reported_on",
            None,
            blocks=False,
            why_nl="Een woning met conditiescore 4 of hoger is een uitzondering; de corporatie "
            "licht de gemeente daarover in. Vul de datum in.",
        ),
        Condition(
            "poor_label_is_reported",
            "energy_label",
            ("F", "G"),
            "exception_reported_on",
            None,
            blocks=False,
            why_nl="Een woning met label F of G is een uitzondering; de corporatie licht de "
            "gemeente daarover in. Vul de datum in.",
        ),
    ),
)
