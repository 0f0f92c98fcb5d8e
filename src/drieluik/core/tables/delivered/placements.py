"""Custom placements: lettings to people who could not wait (9.1, 9.2), by reason and without names.

The sheet of lettings says that someone had priority; this one says why and how, for the few
lettings where it matters.
"""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import Column, Kind, Missing, Reference, Table, WithinPeriod
from drieluik.core.tables.places import BUURT, MUNICIPALITY

_UNKNOWN = frozenset({Missing.UNKNOWN})

PLACEMENTS = Table(
    id="placements",
    version=1,
    sheet_nl="Maatwerk",
    meaning_nl="Eén rij per verhuring in de periode waarbij maatwerk of urgentie de reden was, ook "
    "bij kwetsbare groepen en statushouders. Dezelfde verhuring staat op het blad Verhuringen.",
    serves=("8.2", "9.1", "9.2"),
    columns=(
        Column(
            "letting_id",
            Kind.TEXT,
            "Verhuringnummer",
            "Het nummer van de verhuring, zoals op het blad Verhuringen.",
            example="V-2020-0001",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "placed_on",
            Kind.DATE,
            "Datum plaatsing",
            "De dag waarop het huurcontract ingaat.",
            example="15-03-2020",
        ),
        Column(
            "placement_reason",
            Kind.CODE,
            "Reden maatwerk",
            "Waarom iemand niet kon wachten, bijvoorbeeld GEW voor geweld of bedreiging, STA voor "
            "een statushouder, UIT voor uitstroom uit een instelling.",
            required=False,
            may_be=_UNKNOWN,
            codes=code_list("placement_reason"),
            example="STA",
        ),
        Column(
            "n_persons",
            Kind.WHOLE,
            "Aantal personen",
            "Hoeveel personen er gaan wonen; voor statushouders telt de taakstelling personen.",
            unit="persons",
            required=False,
            may_be=_UNKNOWN,
            at_least=1,
            at_most=20,
            example="3",
        ),
        Column(
            "chosen_dwelling",
            Kind.YES_NO,
            "Woning toegewezen",
            "Ja als de corporatie een bepaalde woning toewees, nee als de zoeker zelf reageerde.",
            required=False,
            may_be=_UNKNOWN,
            example="ja",
        ),
    ),
    key=("letting_id",),
    rules=(
        WithinPeriod("placed_within_period", "placed_on"),
        Reference(
            "a_placement_is_a_letting",
            "letting_id",
            "lettings",
            "letting_id",
            blocks=False,
            why_nl="Een plaatsing is ook een verhuring; zet haar op het blad Verhuringen.",
        ),
    ),
)
