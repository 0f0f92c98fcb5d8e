"""Asking the corporations for the figures of a half-year, with the days and the reminders."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.days import Fault, RoundDays, faults_of, faults_of_reminding
from drieluik.apps.deliveries.models import DeliveryRound, Reopening, RoundChange
from drieluik.apps.deliveries.selectors.asking import asked_parties
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.core.tables import Period


@transaction.atomic
def open_round(
    *,
    municipality_id: int,
    period: Period,
    days: RoundDays,
    remind_before: int | None = None,
    actor: Actor,
    now: datetime,
) -> DeliveryRound:
    """Ask all corporations of a municipality for their figures of a half-year.

    Args:
        municipality_id: The municipality.
        period: The half-year.
        days: Until when.
        remind_before: Days before the shown day of the first reminder; None sends none.
        actor: Who asks.
        now: When.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: It was asked already, or something is wrong with the days; then all of it.

    Changes:
        One ``DeliveryRound``; one event ``delivery_round.opened``.
    """
    policies.check_may_open_rounds(actor, municipality_id=municipality_id)
    _check(faults_of(period, days) + faults_of_reminding(remind_before))
    row, is_new = DeliveryRound.objects.get_or_create(
        municipality_id=municipality_id,
        year=period.year,
        half=period.half,
        defaults={
            **_columns(days),
            "remind_before": remind_before,
            "opened_by_id": actor.user_id,
            "opened_at": now,
        },
    )
    if not is_new:
        raise WrongState(
            _("The figures of %(period)s have been asked already. Change its days on its own page.")
            % {"period": period}
        )
    _tell(
        "delivery_round.opened", row, {**_texts(days), "remind_before": remind_before}, actor, now
    )
    return row


@transaction.atomic
def change_days(
    *, round_id: int, days: RoundDays, reason: str, actor: Actor, now: datetime
) -> None:
    """Change the days of a round; what they were stays to be read, and the corporations are told.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: There is no reason, nothing changed, or something is wrong with the days; then
            all of it.

    Changes:
        ``DeliveryRound``; one ``RoundChange``; one event ``delivery_round.moved``, after which a
        job tells the corporations.
    """
    row = _locked(round_id, actor)
    before = days_of(row)
    faults = faults_of_change(row, days)
    if not reason.strip():
        faults.append(("reason", _("Write down the reason; others will read it.")))
    _check(faults)
    for name, day in _columns(days).items():
        setattr(row, name, day)
    row.save(update_fields=list(_columns(days)))
    change = RoundChange.objects.create(
        round=row,
        due_before=before.due_on,
        due_after=days.due_on,
        new_before=before.new_until,
        new_after=days.new_until,
        corrections_before=before.corrections_until,
        corrections_after=days.corrections_until,
        reason=reason.strip(),
        changed_by_id=person(actor),
        changed_at=now,
    )
    facts: dict[str, object] = {"change_id": change.id, "before": _texts(before), **_texts(days)}
    _tell("delivery_round.moved", row, facts, actor, now)


def days_of(asked: DeliveryRound) -> RoundDays:
    """Return the days of a round as they are."""
    return RoundDays(asked.due_on, asked.new_until, asked.corrections_until)


def faults_of_change(asked: DeliveryRound, days: RoundDays) -> list[Fault]:
    """Return everything that is wrong with other days for a round, each at its field."""
    faults = faults_of(asked.period, days)
    if days == days_of(asked):
        faults.append(("due_on", _("These are the days as they are: nothing would change.")))
    return faults


@transaction.atomic
def reopen_round(
    *, round_id: int, party_id: int, until_on: date, reason: str, actor: Actor, now: datetime
) -> None:
    """Let one corporation hand in, correct and sign again until a day; everybody here reads why.

    Doing it again gives another day, also an earlier one.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: The corporation is not asked, nothing closes for it before that day, the day has
            gone by, or there is no reason; then all of it.

    Changes:
        One ``Reopening``; one event ``delivery_round.reopened``.
    """
    row = _locked(round_id, actor)
    _check(faults_of_reopening(row, party_id, until_on, reason, timezone.localdate(now)))
    Reopening.objects.create(
        round=row,
        party_id=party_id,
        until_on=until_on,
        reason=reason.strip(),
        reopened_by_id=person(actor),
        reopened_at=now,
    )
    facts: dict[str, object] = {"party_id": party_id, "until_on": until_on.isoformat()}
    _tell("delivery_round.reopened", row, facts, actor, now)


def faults_of_reopening(
    asked: DeliveryRound, party_id: int, until_on: date, reason: str, today: date
) -> list[Fault]:
    """Return everything that is wrong with opening a round again, each at its field."""
    faults = []
    if party_id not in {one.party_id for one in asked_parties(asked)}:
        faults.append(("party", _("This corporation is not asked for this half-year.")))
    closes = [day for day in (asked.new_until, asked.corrections_until) if day is not None]
    if not closes:
        faults.append(("until_on", _("This half-year has no last day, so it is open already.")))
    elif until_on <= min(closes):
        sentence = _("Until that day this half-year is open already. Choose a later one.")
        faults.append(("until_on", sentence))
    if until_on < today:
        faults.append(("until_on", _("Choose today or a later day.")))
    if not reason.strip():
        faults.append(("reason", _("Write down the reason; others will read it.")))
    return faults


@transaction.atomic
def set_reminding(*, round_id: int, remind_before: int | None, actor: Actor, now: datetime) -> None:
    """Say how many days before the shown day the first reminder goes, or switch reminders off.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: It is no number of days that can be.

    Changes:
        ``DeliveryRound``; one event ``delivery_round.reminding_set``.
    """
    row = _locked(round_id, actor)
    _check(faults_of_reminding(remind_before))
    row.remind_before = remind_before
    row.save(update_fields=["remind_before"])
    _tell("delivery_round.reminding_set", row, {"remind_before": remind_before}, actor, now)


def _locked(round_id: int, actor: Actor) -> DeliveryRound:
    row = DeliveryRound.objects.select_for_update().get(id=round_id)
    policies.check_may_open_rounds(actor, municipality_id=row.municipality_id)
    return row


def _check(faults: list[Fault]) -> None:
    if faults:
        raise WrongState(" ".join(words for _field, words in faults))


def _columns(days: RoundDays) -> dict[str, date | None]:
    return {
        "due_on": days.due_on,
        "new_until": days.new_until,
        "corrections_until": days.corrections_until,
    }


def _texts(days: RoundDays) -> dict[str, str | None]:
    return {name: day.isoformat() if day else None for name, day in _columns(days).items()}


def _tell(
    name: str, row: DeliveryRound, facts: dict[str, object], actor: Actor, now: datetime
) -> None:
    audit.record(
        name=name,
        subject=("delivery_round", row.id),
        actor=actor,
        now=now,
        facts={"municipality_id": row.municipality_id, "period": str(row.period), **facts},
    )
