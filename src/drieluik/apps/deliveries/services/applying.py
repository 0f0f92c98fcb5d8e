"""A corporation says once that a table does not apply to it, and later that it does again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.models import YEARS, TableNotApplicable
from drieluik.apps.deliveries.selectors.applying import filled_in_periods, list_not_applicable
from drieluik.apps.deliveries.services.locking import lock_deliveries_since
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import list_places_of
from drieluik.apps.organisations.services import lock_party
from drieluik.core.tables import TABLES, Period, table

ALWAYS_APPLIES = ("dwellings",)
"""Tables that cannot be left out: without dwellings an organisation has nothing to deliver, and
the other tables name the dwellings they are about."""


@transaction.atomic
def record_not_applicable(
    *, party_id: int, table_id: str, period: Period, reason: str, actor: Actor, now: datetime
) -> UUID:
    """Say that a table does not apply to a corporation from a half-year on, and why.

    From then on its workbook has no such sheet, and the monitor does not wait for its figures.

    Returns:
        The id of the statement.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: The table is unknown or always applies, there is no reason, it has been said
            already, or rows of the table were signed for such a half-year; all that is wrong is
            said.

    Changes:
        One ``TableNotApplicable``; one event ``table_not_applicable.recorded``.
    """
    lock_party(party_id)
    lock_deliveries_since(party_id=party_id, period=period)
    policies.check_may_deliver(actor, party_id=party_id)
    words = reason.strip()
    faults = [
        *faults_of_statement(party_id=party_id, table_id=table_id, period=period),
        *_faults_of_words(period, words),
    ]
    if faults:
        raise WrongState(" ".join(faults))
    said: TableNotApplicable = TableNotApplicable.objects.create(
        party_id=party_id,
        table_id=table_id,
        from_year=period.year,
        from_half=period.half,
        reason=words,
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    _tell("table_not_applicable.recorded", said, period, (actor, now))
    return said.id


@transaction.atomic
def end_not_applicable(
    *, statement_id: UUID, period: Period, reason: str, actor: Actor, now: datetime
) -> None:
    """Say that a table applies to a corporation again from a half-year on, and why.

    The same half-year as the first one takes back what was said by mistake.

    Raises:
        TableNotApplicable.DoesNotExist: Nobody said so.
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: It has been ended already, there is no reason, or the half-year lies before
            the first one; all that is wrong is said.

    Changes:
        The end of one ``TableNotApplicable``; one event ``table_not_applicable.ended``.
    """
    lock_party(TableNotApplicable.objects.get(id=statement_id).party_id)
    said = TableNotApplicable.objects.select_related("party").get(id=statement_id)
    policies.check_may_deliver(actor, party_id=said.party_id)
    policies.check_can_be_ended(said)
    words = reason.strip()
    faults = _faults_of_words(period, words)
    if period < said.from_period:
        faults.append(
            _("It did not apply from %(period)s on; it cannot apply again before that.")
            % {"period": said.from_period}
        )
    if faults:
        raise WrongState(" ".join(faults))
    said.until_year, said.until_half, said.ended_because = period.year, period.half, words
    said.ended_by_id, said.ended_at = actor.user_id, now
    said.save(update_fields=["until_year", "until_half", "ended_because", "ended_by", "ended_at"])
    _tell("table_not_applicable.ended", said, period, (actor, now))


def faults_of_statement(*, party_id: int, table_id: str, period: Period) -> list[str]:
    """Return why it cannot be said that a table does not apply from a half-year on."""
    return [*_faults_of_table(table_id), *_faults_of_what_is(party_id, table_id, period)]


def _faults_of_table(table_id: str) -> list[str]:
    if table_id not in {one.id for one in TABLES}:
        return [_("There is no table %(table)s.") % {"table": table_id}]
    if table_id in ALWAYS_APPLIES:
        sentence = _("The sheet %(sheet)s always applies: the other sheets are about it.")
        return [sentence % {"sheet": table(table_id).sheet_nl}]
    return []


def _faults_of_words(period: Period, words: str) -> list[str]:
    faults = []
    if not YEARS[0] <= period.year <= YEARS[1]:
        faults.append(_("Choose a half-year between %(first)s and %(last)s.") % _YEARS)
    if not words:
        faults.append(_("Write down the reason; others will read it."))
    return faults


_YEARS = {"first": YEARS[0], "last": YEARS[1]}


def _faults_of_what_is(party_id: int, table_id: str, period: Period) -> list[str]:
    faults = [
        _("It has been recorded already that this table does not apply from %(period)s on.")
        % {"period": one.from_period}
        for one in list_not_applicable(party_ids=[party_id])
        if one.table_id == table_id
        and not one.never_held
        and (one.until is None or one.until > period)
    ]
    filled = filled_in_periods(party_id=party_id, table_id=table_id, since=period)
    if filled:
        faults.append(
            _(
                "A signed delivery has rows of this table over: %(periods)s. Choose a later half-year."
            )
            % {"periods": ", ".join(map(str, filled))}
        )
    return faults


def _tell(name: str, said: TableNotApplicable, period: Period, by: tuple[Actor, datetime]) -> None:
    actor, now = by
    audit.record(
        name=name,
        subject=("table_not_applicable", said.id),
        actor=actor,
        now=now,
        party_code=said.party.code,
        facts={
            "party_code": said.party.code,
            "table": said.table_id,
            "period": str(period),
            "municipality_ids": list_places_of(party_id=said.party_id),
        },
    )
