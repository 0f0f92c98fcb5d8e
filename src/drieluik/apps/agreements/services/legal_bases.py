"""Recording on what the agreements rest, and correcting a mistake in that record."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.bases import bases_on
from drieluik.apps.agreements.models import ClauseText, LegalBasis, Register
from drieluik.apps.agreements.selectors import NoRegister
from drieluik.apps.agreements.years import closed_years, first_closed
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.services import lock_municipality


@dataclass(frozen=True, slots=True)
class NewBasis:
    """What a basis says.

    Attributes:
        name: Such as ``Volkshuisvestingsprogramma``; empty when the basis falls away.
        source: Article or place; may be empty.
        in_force_from: First day on which it counts.
        reason: One of ``LegalBasis.Reason``, no correction.
        explanation: Which law, agreement or decision.
        clause_id: The agreement; None for the whole set.
    """

    name: str
    source: str
    in_force_from: date
    reason: str
    explanation: str
    clause_id: UUID | None = None


@transaction.atomic
def record_basis(*, municipality_id: int, basis: NewBasis, actor: Actor, now: datetime) -> int:
    """Record on what the agreements, or one of them, rest from a day on.

    It records what was settled elsewhere, in a law or by a decision; no words change by it.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: Of this day there is a basis already, the day lies in a closed year, the
            agreement is not here, or the first basis lacks a name, a change its explanation.
        NoRegister: The municipality has no register.

    Changes:
        One ``LegalBasis``; one event ``basis.recorded``.
    """
    register = _locked(municipality_id, actor)
    day = basis.in_force_from
    before = bases_on(municipality_id, day).get(basis.clause_id)
    policies.check_basis_is_new(day=day, last=before.in_force_from if before else None)
    policies.check_is_of_register(found=basis.clause_id is None or _is_here(register, basis))
    return _write(register, basis, None, actor, now)


@transaction.atomic
def correct_basis(
    *,
    municipality_id: int,
    basis_id: int,
    basis: NewBasis,
    actor: Actor,
    now: datetime,
) -> int:
    """Put a mistake in a recorded basis right; the wrong row stays, as what was known until now.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: It was corrected already, a day lies in a closed year, or it is not said what
            was wrong.
        LegalBasis.DoesNotExist: There is no such row here.
        NoRegister: The municipality has no register.

    Changes:
        One ``LegalBasis`` with reason ``correction``; one event ``basis.corrected``.
    """
    register = _locked(municipality_id, actor)
    wrong = register.bases.get(id=basis_id)
    corrected = LegalBasis.objects.filter(corrects=wrong).exists()
    policies.check_basis_can_be_corrected(corrected=corrected)
    closed = closed_years(municipality_id)
    year = first_closed(closed, min(wrong.in_force_from, basis.in_force_from), None)
    policies.check_leaves_closed_years_alone(year=year)
    return _write(register, basis, wrong, actor, now)


def _locked(municipality_id: int, actor: Actor) -> Register:
    lock_municipality(municipality_id)
    if actor is not SYSTEM:
        policies.check_may_record(actor, municipality_id=municipality_id)
    register = Register.objects.filter(municipality_id=municipality_id).first()
    if register is None:
        raise NoRegister(municipality_id)
    return register


def _is_here(register: Register, basis: NewBasis) -> bool:
    texts = ClauseText.objects.filter(version__register=register, clause_id=basis.clause_id)
    return bool(texts.exists())


def _write(
    register: Register, basis: NewBasis, wrong: LegalBasis | None, actor: Actor, now: datetime
) -> int:
    reason = LegalBasis.Reason.CORRECTION if wrong else basis.reason
    clause_id = wrong.clause_id if wrong else basis.clause_id
    has_one = clause_id in {row.clause_id for row in register.bases.all()}
    is_first = reason == LegalBasis.Reason.FIRST and not has_one
    policies.check_basis_is_told(name=basis.name, explanation=basis.explanation, is_first=is_first)
    closed = closed_years(register.municipality_id)
    year = first_closed(closed, basis.in_force_from, None)
    policies.check_leaves_closed_years_alone(year=year)
    row = LegalBasis.objects.create(
        register=register,
        clause_id=clause_id,
        name=basis.name.strip()[:300],
        source=basis.source.strip()[:300],
        in_force_from=basis.in_force_from,
        reason=reason,
        explanation=basis.explanation.strip()[:500],
        recorded_at=now,
        recorded_by_id=actor.user_id,
        corrects=wrong,
    )
    audit.record(
        name="basis.corrected" if wrong else "basis.recorded",
        subject=("clause", row.clause_id) if row.clause_id else ("register", register.id),
        actor=actor,
        now=now,
        facts={"basis": row.pk, "name": row.name, "in_force_from": row.in_force_from.isoformat()},
    )
    return int(row.pk)
