"""The figures and the lights."""

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import Figure, list_figures
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.core.indicators import INDICATORS

router = Router()


class SetAsideOut(Schema):
    """A corporation to which a figure does not apply, and why."""

    corporatie: str
    reden: str


class ReportedFigureOut(Schema):
    """Place and size of one figure, as it was said."""

    indicator: str
    periode: str
    niveau: str
    corporatie: str | None
    buurt: str | None
    onderdeel: str
    waarde: float | None
    laagste: float | None
    hoogste: float | None
    teller: float | None
    noemer: float | None
    rijen: int
    onzekere_rijen: int


class FigureOut(ReportedFigureOut):
    """One figure; ``fictief`` is true when it is made up.

    ``volledig`` is false when a figure of all together lacks corporations, which are then named
    by code; for the figure of one corporation it is null. A corporation to which the figure does
    not apply is not lacking.
    """

    volledig: bool | None
    corporaties: str | None
    ontbrekende_corporaties: list[str]
    niet_van_toepassing: list[SetAsideOut]
    fictief: bool


class PartyLightOut(Schema):
    """The light of one party; empty when only the whole has a norm, or it does not apply to it."""

    partij: str
    licht: str
    reden: str


class NormLightOut(Schema):
    """How one norm stands; ``onvolledig`` says whose figures are not in ``waarde``.

    ``versie`` is that of the definition by which the figure counted; null without a figure.
    """

    norm: str
    licht: str
    uitgerekend: str = Field(description="The light that was worked out; another one is by hand")
    een_van: str | None = Field(description="Shared name of norms of which one is enough")
    reden: str
    periode: str
    waarde: float | None
    versie: int | None
    onvolledig: str | None
    partijen: list[PartyLightOut]


class LightOut(Schema):
    """How one agreement stands in a half-year; without norms there is no light."""

    afspraak: str
    periode: str
    licht: str
    reden: str
    normen: list[NormLightOut]
    fictief: bool


class FigureFilter(Schema):
    """Which figures; what is left out means all."""

    indicator: str
    periode: str | None = None
    niveau: str | None = None
    corporatie: str | None = None
    buurt: str | None = None


@router.get(
    "/gemeenten/{gemeente}/waarden", response=list[FigureOut], summary="Cijfers van een indicator"
)
@paginate(PageNumberPagination, page_size=500)
def figures(request: HttpRequest, gemeente: str, which: Query[FigureFilter]) -> list[FigureOut]:
    """Return the figures that count now, half-years and whole years."""
    place = municipality_or_404(request, gemeente)
    if which.indicator not in {card.id for card in INDICATORS}:
        raise Http404
    counted = leading(list_calculations(municipality_id=place.id), which.indicator)
    wanted = {
        "period": which.periode,
        "level": which.niveau,
        "party_code": which.corporatie,
        "buurt_code": which.buurt,
    }
    found = list_figures(
        calculation_ids=[row.id for row in counted.values()],
        card=card_for(municipality_id=place.id, indicator_id=which.indicator),
        wanted={name: value for name, value in wanted.items() if value is not None},
        sight=Sight(actor_of(request), place.id),
    )
    return [_figure_out(figure, place.fictitious) for figure in found]


@router.get(
    "/gemeenten/{gemeente}/statussen", response=list[LightOut], summary="Licht per afspraak"
)
def lights(request: HttpRequest, gemeente: str, periode: str | None = None) -> list[LightOut]:
    """Return the light of every agreement that carries a norm."""
    place = municipality_or_404(request, gemeente)
    found = Lights(Sight(actor_of(request), place.id))
    period = periode or found.last_period
    if periode is not None and periode not in found.periods:
        raise Http404
    return [
        LightOut(
            afspraak=standing.clause.number,
            periode=period,
            licht=standing.light,
            reden=standing.reason,
            fictief=place.fictitious,
            normen=[
                NormLightOut(
                    norm=norm.wording.text,
                    licht=norm.light,
                    uitgerekend=norm.by_itself,
                    een_van=norm.one_of,
                    reden=norm.reason,
                    periode=norm.period,
                    waarde=norm.value,
                    versie=norm.version or None,
                    onvolledig=norm.incomplete or None,
                    partijen=[
                        PartyLightOut(
                            partij=party.party_code, licht=party.light, reden=party.reason
                        )
                        for party in norm.parties
                    ],
                )
                for norm in standing.norms
            ],
        )
        for standing in found.standings(period)
        if standing.norms
    ]


def _figure_out(figure: Figure, fictitious: bool) -> FigureOut:
    coverage = figure.coverage
    return FigureOut(
        indicator=figure.indicator_id,
        periode=figure.period,
        niveau=figure.level,
        corporatie=figure.party_code or None,
        buurt=figure.buurt_code or None,
        onderdeel=figure.breakdown,
        waarde=figure.value,
        laagste=figure.low,
        hoogste=figure.high,
        teller=figure.numerator,
        noemer=figure.denominator,
        rijen=figure.n_rows,
        onzekere_rijen=figure.n_unknown,
        volledig=coverage.is_complete if coverage is not None else None,
        corporaties=coverage.counted if coverage is not None else None,
        ontbrekende_corporaties=[code for code, _name in coverage.missing] if coverage else [],
        niet_van_toepassing=[
            SetAsideOut(corporatie=code, reden=reason)
            for code, _name, reason in (coverage.set_aside if coverage else ())
        ],
        fictief=fictitious,
    )
