"""Lays two years of deliveries as people would: hand in, have checked, confirm, sign, accept."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.core.management import call_command
from django.utils import timezone

from drieluik.apps.deliveries.days import REMIND_BEFORE, RoundDays
from drieluik.apps.deliveries.selectors import (
    Delivery,
    find_round,
    is_asked,
    last_end,
    list_deliveries,
    list_finding_groups,
    list_not_applicable,
    list_waivers,
    open_numbers,
)
from drieluik.apps.deliveries.services import (
    Because,
    HandedIn,
    accept_delivery,
    begin_check,
    change_days,
    confirm_findings,
    open_round,
    record_check_result,
    record_not_applicable,
    reopen_round,
    sign_delivery,
    upload_delivery,
    waive_rule,
)
from drieluik.apps.deliveries.workbooks import check_original, expectation
from drieluik.apps.monitor.services import periods_to_recalculate, recalculate
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.selectors import find_own_party
from drieluik.core.tables import Period, table
from drieluik.core.workbooks import Expectation
from drieluik.example.deliveries import periods
from drieluik.example.parties import Party, corporations
from drieluik.example.parties import party as party_of
from drieluik.example.places import CITY, Place, place, places
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor
from drieluik.example.story import DeliveryState, DeliveryStep, delivery_steps, waived_rules
from drieluik.example.workbooks import PreparedFile, prepared_files

_DAYS_TO_DELIVER = 45
_FIRST_FILE_AFTER, _CORRECTIONS_AFTER = timedelta(weeks=4), timedelta(weeks=12)
_NO_LAST_DAYS_NL = (
    "Twee corporaties stappen over op een ander systeem; wij sluiten dit halfjaar nog niet "
    "(verzonnen voorbeeld)."
)
_REOPENED_FOR = "de-veste"
_REOPENED_NL = "De controller was ziek; er volgt mogelijk nog een correctie (verzonnen voorbeeld)."
_CHECKED_AGAIN_NL = "Nagekeken in het bronsysteem; dit klopt (verzonnen voorbeeld)."


def lay_deliveries(
    municipality_ids: dict[str, int], party_ids: dict[str, int], tell: Callable[[str], None]
) -> None:
    """Lay every step of the story that is not there yet."""
    for where in places():
        _open_rounds(municipality_ids[where.code], where)
    _lay_other_days(municipality_ids[CITY.code], party_ids)
    for party in corporations():
        _say_what_does_not_apply(party, party_ids[party.code])
    groups = _groups_to_lay(party_ids)
    wanted = {step: _expected(step) for _what, steps in groups for step in steps}
    with prepared_files(wanted) as files:
        for what, steps in groups:
            tell(f"{what}: inleveren, controleren, tekenen, accepteren")
            handed_in = {
                step: _hand_in(step, party_ids[step.party], files[step].result()) for step in steps
            }
            for step, delivery_id in handed_in.items():
                _check(delivery_id, files.pop(step).result())
            # meanwhile the files of the next half-year are being prepared
            call_command("work", until_empty=True, verbosity=0)
            for step, delivery_id in handed_in.items():
                _finish(step, delivery_id, municipality_ids, party_ids[step.party])
            for where in places():
                _calculate(steps, municipality_ids[where.code], where)
    call_command("work", until_empty=True, verbosity=0)
    _lay_waivers(party_ids)


def _open_rounds(municipality_id: int, where: Place) -> None:
    for period in periods():
        if not is_asked(municipality_id=municipality_id, period=period):
            open_round(
                municipality_id=municipality_id,
                period=period,
                days=_days(period, where),
                remind_before=REMIND_BEFORE,
                actor=actor(where.party, "steward", period.ends_before),
                now=moment(period.ends_before),
            )


def _days(period: Period, where: Place) -> RoundDays:
    first = due_on(period)
    if not where.closes:
        return RoundDays(first)
    return RoundDays(first, first + _FIRST_FILE_AFTER, first + _CORRECTIONS_AFTER)


def _lay_other_days(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Open an earlier half-year again for one corporation, and leave the newest one open.

    Whoever tries the example can still hand in for the newest half-year, however late it is.
    """
    *_first, before, newest = periods()
    asked = find_round(municipality_id=municipality_id, period=newest)
    if asked is not None and not asked.changes.exists():
        on = asked.due_on - timedelta(days=5)
        change_days(
            round_id=asked.id,
            days=RoundDays(asked.due_on),
            reason=_NO_LAST_DAYS_NL,
            actor=actor(MUNICIPALITY, "steward", on),
            now=moment(on),
        )
    asked = find_round(municipality_id=municipality_id, period=before)
    if asked is not None and not asked.reopenings.exists():
        closed_on = asked.corrections_until or asked.due_on
        on = closed_on + timedelta(days=6)
        reopen_round(
            round_id=asked.id,
            party_id=party_ids[_REOPENED_FOR],
            until_on=closed_on + timedelta(days=20),
            reason=_REOPENED_NL,
            actor=actor(MUNICIPALITY, "steward", on),
            now=moment(on),
        )


def _lay_waivers(party_ids: dict[str, int]) -> None:
    """Waive from now on what does not fit; the deliveries of the story had their own reasons."""
    today = timezone.localdate()
    for waived in waived_rules():
        if not list_waivers(party_id=party_ids[waived.party], today=today):
            waive_rule(
                party_id=party_ids[waived.party],
                rule=waived.rule,
                reason=waived.reason_nl,
                until_on=last_end(today),
                actor=actor(waived.party, "controller", today),
                now=timezone.now(),
            )


def _say_what_does_not_apply(party: Party, party_id: int) -> None:
    """Record it from the first half-year on, unless something was said of that table already."""
    first = periods()[0]
    known = {said.table_id for said in list_not_applicable(party_ids=[party_id])}
    for table_id, reason in party.not_applicable.items():
        if table_id not in known:
            record_not_applicable(
                party_id=party_id,
                table_id=table_id,
                period=first,
                reason=reason,
                actor=actor(party.code, "controller", first.ends_before),
                now=moment(first.ends_before),
            )


def due_on(period: Period) -> date:
    """Return the last day to deliver figures over a half-year."""
    return period.last_day + timedelta(days=_DAYS_TO_DELIVER)


def _expected(step: DeliveryStep) -> Expectation:
    controller = actor(step.party, "controller", step.delivered_on or step.period.ends_before)
    own = find_own_party(code=step.party, actor=controller)
    if own is None:
        raise ValueError(f"{step.party} has not been laid")
    return expectation(own, step.period)


def _groups_to_lay(party_ids: dict[str, int]) -> list[tuple[str, list[DeliveryStep]]]:
    """Return the steps that are not there yet, by half-year, each group with its Dutch name."""
    present = [step for step in delivery_steps() if step.state is not DeliveryState.MISSING]
    groups = []
    for (period, replaces), group in groupby(present, key=lambda s: (s.period, s.replaces)):
        steps = [step for step in group if not _is_laid(step, party_ids[step.party])]
        what = "een vervanging" if replaces else f"{len(steps)} aanleveringen"
        if steps:
            groups.append((f"{what} over {period}", steps))
    return groups


def _file_name(step: DeliveryStep) -> str:
    kind = "-concept" if step.faulty else "-herziening" if step.cause else ""
    return f"{step.party}-{step.period}{kind}.xlsx"


def _is_laid(step: DeliveryStep, party_id: int) -> bool:
    """Tell whether an earlier start laid this step, or a person has gone on from it since.

    A step that must end signed or accepted and was broken off before that is not laid yet.
    """
    rows = list_deliveries(party_id=party_id, period=step.period)
    own = [row for row in rows if row.file_name == _file_name(step)]
    if not own or step.signed_on is None:
        return bool(own)
    newer = len(rows) > len(own)
    decided = all(
        part.verdict != "pending" or part.municipality.code in step.waits_in
        for row in own
        for part in row.parts.all()
    )
    signed = any(row.signed_at is not None for row in own)
    return newer or (signed and (decided or step.accepted_on is None))


def _hand_in(step: DeliveryStep, party_id: int, file: PreparedFile) -> UUID:
    """Upload the workbook; the same bytes of an earlier start give the delivery that is there."""
    newest = next(iter(list_deliveries(party_id=party_id, period=step.period)), None)
    handed_in_on = step.delivered_on or step.period.ends_before
    outcome = upload_delivery(
        party_id=party_id,
        period=step.period,
        file=HandedIn(_file_name(step), file.content),
        actor=actor(step.party, "controller", handed_in_on),
        now=moment(handed_in_on),
        seen=newest.id if newest else None,
    )
    if outcome.delivery_id is None:
        raise ValueError(f"the example workbook of {step.party} {step.period} was refused")
    return outcome.delivery_id


def _check(delivery_id: UUID, file: PreparedFile) -> None:
    """Check as the job does, with what was read beside; the job then finds nothing left to do."""
    delivery = begin_check(delivery_id=delivery_id)
    if delivery is not None:
        outcome = check_original(delivery, lambda phase, share: None, file.read)
        record_check_result(delivery_id=delivery_id, outcome=outcome, now=timezone.now())


def _finish(
    step: DeliveryStep, delivery_id: UUID, municipality_ids: dict[str, int], party_id: int
) -> None:
    rows = list_deliveries(party_id=party_id, period=step.period)
    delivery = next(row for row in rows if row.id == delivery_id)
    if step.signed_on is None:
        return
    if delivery.state == delivery.State.CHECKED:
        _sign(step, delivery, step.signed_on)
    if step.accepted_on is None:
        return
    undecided = {part.municipality_id for part in delivery.parts.filter(verdict="pending")}
    for where in _accepting(step):
        if municipality_ids[where.code] in undecided:
            accept_delivery(
                delivery_id=delivery_id,
                municipality_id=municipality_ids[where.code],
                actor=actor(where.party, "steward", step.accepted_on),
                now=moment(step.accepted_on),
            )


def _sign(step: DeliveryStep, delivery: Delivery, on: date) -> None:
    controller = actor(step.party, "controller", on)
    reasons = _reasons(step)
    for group in list_finding_groups(delivery):
        numbers = open_numbers(delivery, rule=group.rule, sheet=group.sheet, column=group.column)
        if numbers:
            confirm_findings(
                delivery_id=delivery.id,
                numbers=numbers,
                reason=reasons.get(group.sheet, _CHECKED_AGAIN_NL),
                actor=controller,
                now=moment(on, 10),
            )
    because = Because(step.cause, step.explanation_nl) if step.cause else None
    sign_delivery(delivery_id=delivery.id, actor=controller, now=moment(on, 11), because=because)


def _accepting(step: DeliveryStep) -> list[Place]:
    """Return the municipalities that accept their part of a delivery in the story."""
    if step.accepted_on is None:
        return []
    return [place(code) for code in party_of(step.party).places if code not in step.waits_in]


def _calculate(steps: list[DeliveryStep], municipality_id: int, where: Place) -> None:
    """Calculate on the day of the story what was accepted; the job then finds nothing left to do.

    So that the city can tell what was known on a day of its own past.
    """
    accepted = [step for step in steps if where in _accepting(step)]
    touched = {
        period
        for step in accepted
        for period in periods_to_recalculate(
            municipality_id=municipality_id, period=str(step.period)
        )
    }
    days = [step.accepted_on for step in accepted if step.accepted_on is not None]
    for period in sorted(touched):
        recalculate(
            municipality_id=municipality_id,
            period=period,
            actor=SYSTEM,
            now=moment(max(days), 12),
            cause="delivery.accepted",
        )


def _reasons(step: DeliveryStep) -> dict[str, str]:
    """Return the reason for what stands out on a sheet, by its name."""
    doubts = {one.table: one.reason_nl for one in waived_rules() if one.party == step.party}
    told = doubts | {one.table: one.reason_nl for one in step.confirmations}
    return {table(table_id).sheet_nl: reason for table_id, reason in told.items()}
