"""Beginning a report, and beginning the next edition of one that was frozen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.reporting import policies
from drieluik.apps.reporting.kinds import Kind, kind
from drieluik.apps.reporting.models import Report, TextBlock
from drieluik.apps.reporting.selectors import newest_texts
from drieluik.apps.reporting.services.recording import record
from drieluik.core.tables import Period

_OPEN = (Report.State.DRAFT, Report.State.FREEZING)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is begun: kind, last half-year, audience, and the corporation whose chapter it is."""

    kind: str
    period: str
    audience: str
    party_id: int | None = None


@transaction.atomic
def begin_report(
    *, municipality_id: int, beginning: Beginning, actor: Actor, now: datetime
) -> Report:
    """Begin a report as a draft in which the parties write.

    Raises:
        NotAllowed: The actor does not lead reports of this kind.
        WrongState: The half-year or audience does not go with the kind, the half-year is not over,
            or there is such a report already; one that was frozen and withdrawn goes on with a
            next edition.
        KeyError: There is no such kind.

    Changes:
        One ``Report``; one event ``report.begun``.
    """
    wanted = kind(beginning.kind)
    lock_municipality(municipality_id)
    party_id = beginning.party_id if wanted.is_of_one_party else None
    policies.check_may_begin(actor, kind=wanted, municipality_id=municipality_id, party_id=party_id)
    _check_fits(wanted, beginning, municipality_id, now)
    same = _series(municipality_id, wanted.id, beginning.period, beginning.audience, party_id)
    if same.filter(state__in=_OPEN).exists():
        raise WrongState(_("There is a draft of this report already; go on with that one."))
    if same.filter(frozen_at__isnull=False).exists():
        raise WrongState(_("This report has been frozen already; begin a new edition of it."))
    report = Report.objects.create(
        municipality_id=municipality_id,
        kind=wanted.id,
        period=beginning.period,
        audience=beginning.audience,
        party_id=party_id,
        edition=1,
        begun_by_id=person(actor),
        begun_at=now,
    )
    record("report.begun", report, actor, now)
    return report


def _check_fits(wanted: Kind, beginning: Beginning, municipality_id: int, now: datetime) -> None:
    half, today = Period.parse(beginning.period), timezone.localdate(now)
    if half.half not in wanted.halves:
        raise WrongState(_("A report of this kind ends with the second half of a year."))
    if half.last_day >= today:
        raise WrongState(_("This half-year is not over yet."))
    if beginning.audience not in wanted.audiences:
        raise WrongState(_("A report of this kind is not made for these readers."))
    here = list_parties(municipality_id=municipality_id, on=half.last_day, kind="corporation")
    known = set(here.values_list("id", flat=True))
    if wanted.is_of_one_party and beginning.party_id not in known:
        raise WrongState(_("This corporation took no part here at the end of the half-year."))


@transaction.atomic
def begin_next_edition(*, report_id: UUID, reason: str, actor: Actor, now: datetime) -> Report:
    """Begin the next edition of a frozen report, with the texts of the parties as they stand.

    The frozen one stays as it is; readers are led to the next one once that is frozen.

    Raises:
        NotAllowed: The actor does not lead reports of this kind.
        WrongState: It was never frozen, there is a later edition, or no reason was given.

    Changes:
        One ``Report`` and a ``TextBlock`` per text, signed as before; one event ``report.begun``.
    """
    lock_municipality(Report.objects.values_list("municipality_id", flat=True).get(id=report_id))
    previous = Report.objects.select_for_update().get(id=report_id)
    policies.check_may_begin(
        actor,
        kind=kind(previous.kind),
        municipality_id=previous.municipality_id,
        party_id=previous.party_id,
    )
    policies.check_is_frozen(previous)
    if not reason.strip():
        raise WrongState(_("Say why there is a new edition."))
    same = _editions(previous)
    if same.filter(edition__gt=previous.edition).exclude(state=Report.State.WITHDRAWN).exists():
        raise WrongState(_("There is a next edition of this report already."))
    report = Report.objects.create(
        municipality_id=previous.municipality_id,
        kind=previous.kind,
        period=previous.period,
        audience=previous.audience,
        party_id=previous.party_id,
        # the number of an edition that was withdrawn is not used again
        edition=max(same.values_list("edition", flat=True)) + 1,
        previous=previous,
        reason=reason.strip(),
        begun_by_id=person(actor),
        begun_at=now,
    )
    TextBlock.objects.bulk_create(
        TextBlock(
            report=report,
            chapter=one.chapter,
            party_id=one.party_id,
            text=one.text,
            written_by_id=one.by_id,
            written_at=one.at,
        )
        for one in newest_texts(previous)
        if one.text
    )
    record("report.begun", report, actor, now)
    return report


def _editions(one: Report) -> QuerySet[Report]:
    """Return every edition of the report of which this is one."""
    return _series(one.municipality_id, one.kind, one.period, one.audience, one.party_id)


def _series(
    municipality_id: int, kind_id: str, period: str, audience: str, party_id: int | None
) -> QuerySet[Report]:
    """Return every edition of one report."""
    whose = Q(party__isnull=True) if party_id is None else Q(party_id=party_id)
    return Report.objects.filter(
        whose,
        municipality_id=municipality_id,
        kind=kind_id,
        period=period,
        audience=audience,
    )
