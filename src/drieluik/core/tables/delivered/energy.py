"""Energy: what was done to existing dwellings, and which norm new dwellings meet (5.2 and 5.3)."""

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

_EITHER = frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE})


def _measure(name: str, header_nl: str, meaning_nl: str, example: str) -> Column:
    """A column that tells whether one kind of measure of agreement 5.2 was taken."""
    return Column(name, Kind.YES_NO, header_nl, meaning_nl, example=example)


ENERGY = Table(
    id="energy",
    version=1,
    sheet_nl="Energie",
    meaning_nl="Eén rij per woning waaraan in de periode energiemaatregelen klaar waren, en per "
    "nieuwe woning die in de periode is opgeleverd.",
    serves=("5.2", "5.3", "3.11", "3.12"),
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
            "completed_on",
            Kind.DATE,
            "Klaar op",
            "De dag waarop de laatste maatregel klaar was of de nieuwe woning is opgeleverd.",
            example="14-05-2020",
        ),
        Column(
            "new_dwelling",
            Kind.YES_NO,
            "Nieuwe woning",
            "Ja voor een nieuwe woning, nee voor een bestaande.",
            example="nee",
        ),
        _measure(
            "reduces_demand",
            "Minder energie nodig",
            "Ja als de woning minder energie vraagt, bijvoorbeeld door isolatie.",
            "ja",
        ),
        _measure(
            "generates_on_dwelling",
            "Opwek aan de woning",
            "Ja als energie op of aan de woning wordt opgewekt, bijvoorbeeld met zonnepanelen.",
            "nee",
        ),
        _measure(
            "collective_supply",
            "Collectieve opwek",
            "Ja als de woning op een duurzame collectieve bron is aangesloten.",
            "nee",
        ),
        Column(
            "label_before",
            Kind.CODE,
            "Label ervoor",
            "Het geregistreerde energielabel voor de maatregelen; n.v.t. bij een nieuwe woning.",
            required=False,
            may_be=_EITHER,
            codes=code_list("energielabel"),
            example="E",
        ),
        Column(
            "label_after",
            Kind.CODE,
            "Label erna",
            "Het geregistreerde energielabel na de maatregelen of bij oplevering.",
            required=False,
            may_be=_EITHER,
            codes=code_list("energielabel"),
            example="B",
        ),
        Column(
            "new_build_norm",
            Kind.CODE,
            "Norm nieuwbouw",
            "De norm waaraan een nieuwe woning voldoet, GEEN als zij aan geen van de vier voldoet; "
            "n.v.t. bij een bestaande woning.",
            required=False,
            may_be=_EITHER,
            codes=code_list("new_build_norm"),
            example="n.v.t.",
        ),
        Column(
            "exception_discussed_on",
            Kind.DATE,
            "Uitzondering besproken op",
            "De dag van het Bestuurlijk Overleg waarin de uitzondering is besproken; n.v.t. als de "
            "woning aan een norm voldoet of al bestond.",
            required=False,
            may_be=_EITHER,
            blank=Missing.NOT_APPLICABLE,
            example="n.v.t.",
        ),
    ),
    key=("dwelling_id",),
    rules=(
        WithinPeriod("completed_within_period", "completed_on"),
        WithinPeriod("exception_not_in_future", "exception_discussed_on", from_start=False),
        Reference(
            "an_improved_dwelling_is_in_stock",
            "dwelling_id",
            "dwellings",
            "dwelling_id",
            blocks=False,
            why_nl="Een woning met energiemaatregelen en een opgeleverde woning staan ook op het "
            "blad Woningen, tenzij zij daarna zijn verkocht of gesloopt.",
        ),
        Condition(
            "a_new_dwelling_has_a_norm",
            "new_dwelling",
            (True,),
            "new_build_norm",
            None,
            blocks=False,
            why_nl="Een nieuwe woning voldoet aan EPC 0, BENG, energieneutraal of nul op de meter, "
            "of is een uitzondering. Vul in welke.",
        ),
        Condition(
            "an_exception_is_discussed",
            "new_build_norm",
            ("GEEN",),
            "exception_discussed_on",
            None,
            blocks=False,
            why_nl="Een nieuwe woning die aan geen norm voldoet, wordt in het Bestuurlijk Overleg "
            "besproken. Vul de datum in.",
        ),
    ),
)
