"""What would be shown when the lights over a half-year are opened.

A light is left out when it could give somebody away: by itself, or beside what an earlier opening
showed of the same figure. What was withdrawn or replaced counts as well: somebody may have kept it.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.monitor.selectors.to_show import ClauseToShow, NormToShow, lights_to_show
from drieluik.apps.publication.lights.beside import Beside, Earlier
from drieluik.apps.publication.lights.rows import (
    BY_HAND,
    CASES,
    JUDGED,
    MEASURED,
    NOTHING,
    Draft,
    Frozen,
    FrozenClause,
    FrozenNorm,
    weighed_from_json,
)
from drieluik.apps.publication.models import LightOpening
from drieluik.apps.publication.selectors.agreements import agreements_on
from drieluik.apps.releases.selectors import hidden_totals
from drieluik.core.disclosure import NoRulesYet
from drieluik.core.flows import FigureBehind, LightRules, light_rules
from drieluik.core.norms import Light

Found = Mapping[UUID, tuple[str, tuple[FigureBehind, ...]]]
"""By norm why its light is not shown, and the figures that decided so."""


def draft_of(*, municipality_id: int, period: str, now: datetime) -> Draft:
    """Return what would be shown of the lights over a half-year when they are opened now.

    Only of agreements that everybody may read today.

    Raises:
        WrongState: There are no rules of disclosure control for this day yet.
    """
    today = timezone.localdate(now)
    rules = _rules(today)
    public = _public_clauses(municipality_id, today)
    rows = [
        one
        for one in lights_to_show(
            municipality_id=municipality_id, period=period, on=today, rules=rules
        )
        if one.clause.clause_id in public
    ]
    earlier = tuple(_earlier(municipality_id))
    beside = Beside(earlier, hidden_totals(municipality_id=municipality_id), rules)
    found = {each.norm_id: beside.found(each) for one in rows for each in one.norms}
    clauses = tuple(_frozen(one, found) for one in rows)
    weighed = {norm_id: figures for norm_id, (_why, figures) in found.items() if figures}
    return Draft(period, Frozen(clauses), weighed)


def _rules(today: date) -> LightRules:
    try:
        return light_rules(today)
    except NoRulesYet as lacking:
        raise WrongState(
            _("There are no rules yet that say which light gives somebody away.")
        ) from lacking


def _public_clauses(municipality_id: int, today: date) -> frozenset[UUID]:
    shown = agreements_on(municipality_id=municipality_id, day=today, on=today).register
    return frozenset(one.clause_id for one in shown.clauses) if shown else frozenset()


def _earlier(municipality_id: int) -> Iterator[Earlier]:
    for row in LightOpening.objects.filter(municipality_id=municipality_id):
        yield Earlier(Frozen.from_json(row.shown).norms, weighed_from_json(row.weighed))


def _frozen(row: ClauseToShow, found: Found) -> FrozenClause:
    norms = tuple(_norm(one, found[one.norm_id][0]) for one in row.norms)
    # of several norms the gravest makes the light, so it would tell of one that is not shown
    whole = all(not one.not_shown for one in norms)
    return FrozenClause(row.clause.clause_id, row.light if whole else "", norms)


def _norm(one: NormToShow, not_shown: str) -> FrozenNorm:
    return FrozenNorm(
        norm_id=one.norm_id,
        wording=one.wording,
        light="" if not_shown else one.light,
        not_shown=not_shown,
        rests_on="" if not_shown else _rests_on(one),
        figure_id=one.indicator_id,
        figure_nl=one.figure_nl,
        quotation=one.quotation,
        period=one.period,
    )


def _rests_on(one: NormToShow) -> str:
    if one.by_hand:
        return BY_HAND
    if one.light in (Light.UNKNOWN, Light.NOT_MEASURABLE_YET) and not one.weighed:
        return NOTHING
    if one.is_judged:
        return JUDGED
    return CASES if one.by_chance else MEASURED
