"""Plans of a corporation: what will be built, demolished, renovated or improved, where and when."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import Column, Comparison, Condition, Kind, Missing, Table
from drieluik.core.tables.places import BUURT, MUNICIPALITY

_UNKNOWN = frozenset({Missing.UNKNOWN})
_EITHER = frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE})
_NOTHING = (0,)


def _count(name: str, header_nl: str, meaning_nl: str, example: str) -> Column:
    """A column that counts dwellings of the plan."""
    return Column(
        name,
        Kind.WHOLE,
        header_nl,
        meaning_nl,
        unit="dwellings",
        required=False,
        may_be=_UNKNOWN,
        at_least=0,
        example=example,
    )


def _year(name: str, header_nl: str, meaning_nl: str, example: str) -> Column:
    """A column with a calendar year of the plan."""
    return Column(
        name,
        Kind.WHOLE,
        header_nl,
        meaning_nl,
        unit="year",
        required=False,
        may_be=_UNKNOWN,
        at_least=1990,
        at_most=2100,
        example=example,
    )


PLANS = Table(
    id="plans",
    version=1,
    sheet_nl="Plannen",
    meaning_nl="Eén rij per plan, huurklasse en soort woning: wat er komt, verdwijnt of beter wordt. "
    "Een plan blijft staan tot en met de periode waarin het is opgeleverd of vervallen.",
    serves=("2.1", "2.2", "2.3", "2.4", "2.5", "3.1"),
    columns=(
        Column(
            "plan_id",
            Kind.TEXT,
            "Plannummer",
            "Een eigen nummer van het plan, dat in volgende periodes hetzelfde blijft.",
            example="P-0012",
        ),
        Column(
            "plan_name",
            Kind.TEXT,
            "Naam van het plan",
            "Zoals partijen het plan noemen; geen namen van personen.",
            required=False,
            may_be=_UNKNOWN,
            example="Hofjes aan de singel",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "plan_kind",
            Kind.CODE,
            "Soort plan",
            "NIU voor nieuwbouw, SLN voor sloop met nieuwbouw, SLO voor sloop, TRA voor een gebouw "
            "dat woning wordt, REB en REO voor renovatie, VRB voor een andere verbetering.",
            codes=code_list("plan_kind"),
            example="SLN",
        ),
        Column(
            "plan_phase",
            Kind.CODE,
            "Fase",
            "Hoe ver het plan is op de laatste dag van de periode.",
            codes=code_list("plan_phase"),
            example="VBR",
        ),
        Column(
            "plan_hardness",
            Kind.CODE,
            "Hard of zacht",
            "HARD als bestemming of vergunning onherroepelijk is, anders ZACHT.",
            required=False,
            may_be=_EITHER,
            codes=code_list("plan_hardness"),
            example="ZACHT",
        ),
        Column(
            "rent_class",
            Kind.CODE,
            "Huurklasse",
            "De huurklasse van wat er komt of beter wordt; n.v.t. als er alleen woningen verdwijnen.",
            required=False,
            may_be=_EITHER,
            codes=code_list("huurklasse"),
            example="BET",
        ),
        Column(
            "dwelling_type",
            Kind.CODE,
            "Soort woning",
            "APP voor appartementen, GRO voor grondgebonden woningen, KAM voor kamers.",
            required=False,
            may_be=_UNKNOWN,
            codes=code_list("dwelling_type"),
            example="APP",
        ),
        _count(
            "n_added", "Aantal erbij", "Hoeveel woningen het plan toevoegt. Geen: vul 0 in.", "40"
        ),
        _count("n_removed", "Aantal eraf", "Hoeveel woningen verdwijnen. Geen: vul 0 in.", "32"),
        _count(
            "n_improved",
            "Aantal verbeterd",
            "Hoeveel woningen die blijven, worden gerenoveerd of verbeterd. Geen: vul 0 in.",
            "0",
        ),
        _year("start_year", "Jaar van start", "Het jaar waarin het werk begint of begon.", "2021"),
        _year(
            "delivery_year",
            "Jaar van oplevering",
            "Het jaar waarin het plan klaar is of naar verwachting klaar is.",
            "2022",
        ),
    ),
    key=("plan_id", "rent_class", "dwelling_type"),
    rules=(
        Comparison(
            "starts_before_it_is_ready",
            "start_year",
            "<=",
            "delivery_year",
            blocks=True,
            why_nl="Een plan begint voordat het klaar is.",
        ),
        Condition(
            "building_removes_nothing",
            "plan_kind",
            ("NIU", "TRA"),
            "n_removed",
            _NOTHING,
            blocks=False,
            why_nl="Bij nieuwbouw of transformatie verdwijnen geen woningen; is er ook sloop, kies "
            "dan SLN.",
        ),
        Condition(
            "demolition_adds_nothing",
            "plan_kind",
            ("SLO",),
            "n_added",
            _NOTHING,
            blocks=False,
            why_nl="Bij alleen sloop komen er geen woningen bij; is er ook nieuwbouw, kies dan SLN.",
        ),
        Condition(
            "improving_adds_nothing",
            "plan_kind",
            ("REB", "REO", "VRB"),
            "n_added",
            _NOTHING,
            blocks=False,
            why_nl="Bij renovatie of verbetering komen er meestal geen woningen bij.",
        ),
    ),
)
