"""Correcting a mistake in the record: the words of a decision were not recorded as decided.

New knowledge, never an overwrite: the version with the mistake stays, and another takes its place
from the same day, with the same decision behind it. What was known before still answers as before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.models import RegisterVersion
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.selectors import known_versions
from drieluik.apps.agreements.services.versions import DecisionBehind, NextVersion, write_version
from drieluik.apps.agreements.years import closed_years, first_closed
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.amendments import AgreementSet, SetClause


@dataclass(frozen=True, slots=True)
class RightWords:
    """What should have been recorded of an agreement, and why: how the mistake was found."""

    heading: str
    text: str
    reason: str


@transaction.atomic
def correct_record(
    *,
    municipality_id: int,
    version_number: int,
    clause_id: UUID,
    right: RightWords,
    actor: Actor,
    now: datetime,
) -> tuple[tuple[int, int], ...]:
    """Record what an agreement should have said from a version on, by the same decision.

    Later versions that took the same mistake over are corrected with it; a later version in which
    a decision changed the agreement stays as it is.

    Returns:
        For every version that was corrected its number and that of its correction.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The version is not there or was corrected already; the agreement is not in it;
            nothing would change; a reason lacks; a day on which the words would change lies in a
            closed year.

    Changes:
        One ``RegisterVersion`` per corrected version; one event ``register.corrected``.
    """
    lock_municipality(municipality_id)
    policies.check_may_record(actor, municipality_id=municipality_id)
    line = list(known_versions(municipality_id).select_related("register", "corrects"))
    at = next((at for at, row in enumerate(line) if row.number == version_number), None)
    wrong = _clause_in(set_of_version(line[at]), clause_id) if at is not None else None
    policies.check_can_be_corrected(
        found=wrong is not None,
        changes=wrong is not None and _words(wrong) != (right.heading.strip(), right.text.strip()),
        text=right.text,
        reason=right.reason,
    )
    if at is None or wrong is None:
        return ()
    mistaken = list(_with_the_mistake(line[at:], wrong))
    for _, from_on, until_on in mistaken:
        year = first_closed(closed_years(municipality_id), from_on, until_on)
        policies.check_leaves_closed_years_alone(year=year)
    made = tuple(_correction(row, wrong, right, actor, now) for row, _, _ in mistaken)
    audit.record(
        name="register.corrected",
        subject=("register", line[at].register_id),
        actor=actor,
        now=now,
        facts={"clause": str(clause_id), "versions": made, "reason": right.reason.strip()},
    )
    return made


def _clause_in(agreements: AgreementSet, clause_id: UUID) -> SetClause | None:
    return next((one for one in agreements.clauses if one.id == str(clause_id)), None)


def _words(clause: SetClause) -> tuple[str, str]:
    return clause.heading, clause.text


def _with_the_mistake(
    line: list[RegisterVersion], wrong: SetClause
) -> Iterator[tuple[RegisterVersion, date, date | None]]:
    """Return the versions that hold the wrong words, each with the days on which it counts."""
    ends: list[date | None] = [*(row.in_force_from for row in line[1:]), None]
    for row, until_on in zip(line, ends, strict=True):
        clause = _clause_in(set_of_version(row), UUID(wrong.id))
        if clause is None or _words(clause) != _words(wrong):
            return
        yield row, row.in_force_from, until_on


def _correction(
    row: RegisterVersion, wrong: SetClause, right: RightWords, actor: Actor, now: datetime
) -> tuple[int, int]:
    was = set_of_version(row)
    decision = None
    if row.decision_id and row.decided_on:
        decision = DecisionBehind(row.decision_id, row.decision_name, row.decided_on)
    version = write_version(
        NextVersion(
            before=row,
            was=was,
            becomes=_with_right_words(was, wrong.id, right),
            in_force_from=row.in_force_from,
            reason=RegisterVersion.Reason.CORRECTION,
            explanation=right.reason.strip(),
            decision=decision,
            corrects=row,
        ),
        actor=actor,
        now=now,
    )
    return row.number, version.number


def _with_right_words(was: AgreementSet, clause_id: str, right: RightWords) -> AgreementSet:
    def mended(clause: SetClause) -> SetClause:
        if clause.id != clause_id:
            return clause
        return replace(clause, heading=right.heading.strip(), text=right.text.strip())

    sections = (
        replace(section, clauses=tuple(mended(one) for one in section.clauses))
        for section in was.sections
    )
    return replace(was, sections=tuple(sections))
