"""What came into the stock and what left it: new build, purchase, sale, demolition and the rest."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import (
    Column,
    Condition,
    Kind,
    Missing,
    Table,
    WithinPeriod,
)
from drieluik.core.tables.places import BUURT, MUNICIPALITY

INTO_STOCK = ("NIE", "AAN", "VOV", "UIT", "OVD", "SPL", "SAM", "TRA", "HER", "ADM", "OVE")
"""Reasons for which a dwelling can come into the stock."""

OUT_OF_STOCK = (
    *("SLO", "VAH", "VAO", "VAB", "VOV", "TER"),
    *("UIT", "OVD", "SPL", "SAM", "TRA", "VEN", "ADM", "OVE"),
)
"""Reasons for which a dwelling can leave the stock."""

STOCK_CHANGES = Table(
    id="stock_changes",
    version=1,
    sheet_nl="Voorraadmutaties",
    meaning_nl="Eén rij per verhuureenheid die in de periode in bezit kwam of uit bezit ging. Het "
    "bezit van de vorige periode, plus wat erbij kwam, min wat eraf ging, is het bezit van nu.",
    serves=("2.2", "2.3", "2.4", "3.1", "4.1"),
    columns=(
        Column(
            "dwelling_id",
            Kind.TEXT,
            "VHE-nummer",
            "Het eigen nummer van de verhuureenheid. Wat erbij kwam, staat ook op het blad "
            "Woningen; wat eraf ging, stond daar de vorige keer.",
            example="0001234",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "changed_on",
            Kind.DATE,
            "Datum bij of af",
            "De dag waarop de verhuureenheid in bezit kwam of uit bezit ging: oplevering, levering "
            "bij de notaris of sloop.",
            example="02-05-2020",
        ),
        Column(
            "direction",
            Kind.CODE,
            "Bij of af",
            "BIJ als de verhuureenheid in bezit kwam, AF als zij uit bezit ging. Tijdelijk leeg "
            "voor renovatie of onderhoud is geen van beide.",
            codes=code_list("stock_direction"),
            example="AF",
        ),
        Column(
            "reason",
            Kind.CODE,
            "Reden",
            "Waardoor de verhuureenheid erbij kwam of eraf ging, bijvoorbeeld NIE voor nieuwbouw, "
            "SLO voor sloop of VAO voor verkoop aan een particulier.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN}),
            codes=code_list("stock_change_reason"),
            example="VAO",
        ),
    ),
    key=("dwelling_id", "changed_on", "direction"),
    rules=(
        WithinPeriod("changed_within_period", "changed_on"),
        Condition(
            "reason_of_coming_in",
            "direction",
            ("BIJ",),
            "reason",
            INTO_STOCK,
            blocks=True,
            why_nl="Deze reden past niet bij een verhuureenheid die erbij kwam.",
        ),
        Condition(
            "reason_of_leaving",
            "direction",
            ("AF",),
            "reason",
            OUT_OF_STOCK,
            blocks=True,
            why_nl="Deze reden past niet bij een verhuureenheid die eraf ging.",
        ),
    ),
)
