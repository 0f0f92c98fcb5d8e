"""Adaptations of dwellings for residents with a limitation (agreement 8.3), without who or where exactly."""

from drieluik.core.tables.code_lists import code_list
from drieluik.core.tables.contract import Column, Comparison, Kind, Missing, Table, WithinPeriod
from drieluik.core.tables.places import BUURT, MUNICIPALITY

_UNKNOWN = frozenset({Missing.UNKNOWN})

ADAPTATIONS = Table(
    id="adaptations",
    version=1,
    sheet_nl="Woningaanpassingen",
    meaning_nl="Eén rij per woningaanpassing die in de periode klaar was of op de laatste dag nog "
    "loopt. Geen adres en geen VHE-nummer: een aanpassing zegt iets over iemands gezondheid.",
    serves=("8.3",),
    columns=(
        Column(
            "adaptation_id",
            Kind.TEXT,
            "Aanpassingsnummer",
            "Een eigen nummer zonder betekenis, geen naam, adres of VHE-nummer.",
            example="A-2020-014",
        ),
        MUNICIPALITY,
        BUURT,
        Column(
            "adaptation_kind",
            Kind.CODE,
            "Soort aanpassing",
            "Wat er wordt aangepast; kies de grootste als het er meer zijn.",
            codes=code_list("adaptation_kind"),
            example="BAD",
        ),
        Column(
            "adaptation_funding",
            Kind.CODE,
            "Wie betaalt",
            "WMO als de gemeente betaalt, CORP als de corporatie betaalt, SAM als beide betalen.",
            required=False,
            may_be=_UNKNOWN,
            codes=code_list("adaptation_funding"),
            example="WMO",
        ),
        Column(
            "requested_on",
            Kind.DATE,
            "Gevraagd op",
            "De dag waarop om de aanpassing is gevraagd.",
            required=False,
            may_be=_UNKNOWN,
            example="10-02-2020",
        ),
        Column(
            "adapted_on",
            Kind.DATE,
            "Aangepast op",
            "De dag waarop de aanpassing klaar was; leeg of n.v.t. als zij nog loopt.",
            required=False,
            may_be=frozenset({Missing.UNKNOWN, Missing.NOT_APPLICABLE}),
            blank=Missing.NOT_APPLICABLE,
            example="18-05-2020",
        ),
    ),
    key=("adaptation_id",),
    rules=(
        WithinPeriod("requested_before_the_end", "requested_on", from_start=False),
        WithinPeriod("adapted_within_period", "adapted_on"),
        Comparison(
            "requested_before_adapted",
            "requested_on",
            "<=",
            "adapted_on",
            blocks=True,
            why_nl="Een aanpassing wordt gevraagd voordat zij klaar is.",
        ),
    ),
)
