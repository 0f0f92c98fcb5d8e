"""Freezing a report: asked by a person, done by a job, kept for ever.

Making the pictures and files takes longer than a page may wait. What is asked closes the texts and
records the moment; the job reads everything as known at that moment, so it does not matter when it
runs, and running it twice does no harm.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from drieluik import __version__
from drieluik.apps.agreements.moments import end_of
from drieluik.apps.errors import WrongState
from drieluik.apps.kept_files import content_hash, keep_original
from drieluik.apps.monitor.services import outdated_periods
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM, Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.reporting import policies
from drieluik.apps.reporting.composing import compose
from drieluik.apps.reporting.kinds import kind
from drieluik.apps.reporting.models import Report
from drieluik.apps.reporting.selectors import RENDERERS, asked_of
from drieluik.apps.reporting.services.recording import record
from drieluik.core.indicators import INDICATORS

State = Report.State


@transaction.atomic
def ask_to_freeze(*, report_id: UUID, known_on: date | None, actor: Actor, now: datetime) -> None:
    """Close the texts of a draft and record the moment of which it will hold everything.

    Args:
        report_id: The draft.
        known_on: Hold what was known at the end of this day; None for now.
        actor: Who asks.
        now: When.

    Raises:
        NotAllowed: The actor does not answer for this report.
        WrongState: It is no draft, its figures are still being calculated, the day is still to
            come, lies before the moment of the edition before it, or parties closed figures since
            that the report would show.

    Changes:
        ``Report`` to being frozen; one event ``report.freezing-asked``.
    """
    # nobody accepts or calculates between the check of the figures and what is recorded
    lock_municipality(Report.objects.values_list("municipality_id", flat=True).get(id=report_id))
    report = Report.objects.select_for_update().get(id=report_id)
    policies.check_may_freeze(
        actor,
        kind=kind(report.kind),
        municipality_id=report.municipality_id,
        party_id=report.party_id,
    )
    policies.check_is_draft(report)
    today = timezone.localdate(now)
    if known_on is not None and known_on > today:
        raise WrongState(_("What will be known on a day to come cannot be frozen."))
    moment = now if known_on in (None, today) else end_of(known_on)
    before = report.previous
    if before is not None and before.known_at is not None and moment < before.known_at:
        raise WrongState(_("A next edition holds what was known later than the one before it."))
    if moment == now:
        _check_is_calculated(report)
    elif closed := _closed_since(report, moment):
        raise WrongState(
            _(
                "After that day the parties closed these figures per corporation: %(names)s. "
                "Choose a later day, so that they stay closed."
            )
            % {"names": ", ".join(closed)}
        )
    report.state, report.known_at, report.fault = State.FREEZING, moment, ""
    report.frozen_by_id = person(actor)
    report.save(update_fields=["state", "known_at", "fault", "frozen_by"])
    record("report.freezing-asked", report, actor, now, {"known_at": moment.isoformat()})


def freeze(*, report_id: UUID, known_at: datetime, now: datetime) -> bool:
    """Make a report that is being frozen, and keep it for ever.

    Args:
        report_id: The report.
        known_at: The recorded moment that was asked; a job that is behind asks an older one.
        now: When.

    Returns:
        Whether there was anything to freeze; not when that was done before, nor when it was broken
        off and asked anew meanwhile: then it is of another moment, with other texts.

    Changes:
        ``Report`` to frozen with all that it holds; its files on disk; one event
        ``report.frozen``. All or nothing.
    """
    report = _asked_for(report_id, known_at).select_related("party", "previous").first()
    if report is None:
        return False
    _await_calculations(report.municipality_id)
    made = _make(report, known_at)
    for form, content in made.files.items():
        keep_original(content, f".{form}")
    with transaction.atomic():
        row = _asked_for(report_id, known_at).select_for_update().first()
        if row is None:
            return False
        row.state, row.frozen_at, row.code_version = State.FROZEN, now, __version__
        row.snapshot, row.snapshot_hash = made.snapshot, content_hash(made.snapshot.encode())
        row.docx_hash = content_hash(made.files["docx"])
        row.pdf_hash = content_hash(made.files["pdf"])
        row.save()
        record("report.frozen", row, SYSTEM, now, {"snapshot": row.snapshot_hash})
    return True


@transaction.atomic
def interrupt_freezing(*, report_id: UUID, known_at: datetime, now: datetime) -> None:
    """Open the texts again after freezing broke off by a fault of ours, and say so.

    Freezing that was asked anew for another moment goes on.

    Changes:
        ``Report`` to draft with the fault; one event ``report.freezing-interrupted``.
    """
    report = _asked_for(report_id, known_at).select_for_update().first()
    if report is None:
        return
    with translation.override("nl"):
        report.fault = _("Freezing was broken off by a fault of ours. Try again.")
    report.state, report.known_at, report.frozen_by = State.DRAFT, None, None
    report.save(update_fields=["state", "known_at", "frozen_by", "fault"])
    record("report.freezing-interrupted", report, SYSTEM, now)


def made_anew(*, report_id: UUID) -> list[str]:
    """Make a frozen report again from its moment; returns what came out otherwise, none when equal.

    Returns:
        Of ``snapshot``, ``docx`` and ``pdf`` those that differ to the byte.
    """
    report = Report.objects.get(id=report_id, frozen_at__isnull=False)
    if report.known_at is None:
        raise ValueError("a frozen report has a moment")
    made = _make(report, report.known_at)
    wanted = {"docx": report.docx_hash, "pdf": report.pdf_hash}
    differing = [form for form, kept in wanted.items() if content_hash(made.files[form]) != kept]
    return [*(["snapshot"] if made.snapshot != report.snapshot else []), *differing]


@dataclass(frozen=True, slots=True)
class _Made:
    snapshot: str
    files: dict[str, bytes]


def _make(report: Report, moment: datetime) -> _Made:
    composed = compose(asked_of(report, at=moment))
    content = {"printed": composed.printed.as_plain, "held": composed.held}
    snapshot = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _Made(
        snapshot, {form: make(composed.printed, at=moment) for form, make in RENDERERS.items()}
    )


def _check_is_calculated(report: Report) -> None:
    """Refuse a report of now while figures in it are of before what was accepted or corrected.

    What was told on an earlier day stays as it was told.
    """
    waiting = [
        period
        for period in outdated_periods(municipality_id=report.municipality_id)
        if period <= report.period
    ]
    if waiting:
        raise WrongState(
            _(
                "The figures over %(periods)s are still being calculated. Freeze the report once "
                "that is done. Does it take longer than an hour? Then tell the administrator."
            )
            % {"periods": ", ".join(waiting)}
        )


def _closed_since(report: Report, moment: datetime) -> list[str]:
    """Return the figures that readers of the report might see at a moment and may not see now."""
    reader = asked_of(report, at=moment).reader
    then, last = (Sight(reader, report.municipality_id, at) for at in (moment, None))
    return [
        card.name_nl
        for card in INDICATORS
        if then.shows_party(card, "") and not last.shows_party(card, "")
    ]


def _asked_for(report_id: UUID, known_at: datetime) -> QuerySet[Report]:
    """Return the report as long as it is being frozen for this very moment."""
    return Report.objects.filter(id=report_id, state=State.FREEZING, known_at=known_at)


@transaction.atomic
def _await_calculations(municipality_id: int) -> None:
    """Wait until everybody who was calculating at the moment has finished."""
    lock_municipality(municipality_id)
