"""Reading a whole register, with its history, into a municipality that has none yet."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.contents import NewClause
from drieluik.apps.agreements.exchange.checking import clause_ids, faults_in
from drieluik.apps.agreements.exchange.form import (
    FocusProjectPart,
    RegisterFile,
    SectionPart,
    VersionPart,
)
from drieluik.apps.agreements.exchange.reading import Fault, json_path, read_register_file
from drieluik.apps.agreements.exchange.writing import (
    BASIS_FIELDS,
    PROJECT_FIELDS,
    SECTION_FIELDS,
)
from drieluik.apps.agreements.models import (
    Action,
    ActionMove,
    Binding,
    CarriedProject,
    Clause,
    ClauseText,
    DepartedClause,
    FocusProject,
    LegalBasis,
    Register,
    RegisterVersion,
    SectionText,
)
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.policies import check_may_set_up
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.apps.organisations.services import lock_municipality


@transaction.atomic
def import_whole_register(
    *, municipality_id: int, content: bytes, actor: Actor, now: datetime
) -> int:
    """Record a register as it was exported, with all its versions, under its own ids and moments.

    Args:
        municipality_id: Where it goes; need not be the municipality the file is from.
        content: The file, in the form of ``docs/reference/register.schema.json``.
        actor: The set-up.
        now: When; later than anything in the file.

    Returns:
        The number of versions.

    Raises:
        NotAllowed: A person asks for it instead of the set-up.
        WrongState: There is a register already, or the file has faults: one on each line, all at
            once, with its JSON path. A party that never took part here, or an id that is kept
            here already, is a fault.

    Changes:
        ``Register`` with all that hangs on it; one event ``register.imported``. All or nothing.
    """
    lock_municipality(municipality_id)
    check_may_set_up(actor)
    policies.check_can_be_first_version(
        register_exists=Register.objects.filter(municipality_id=municipality_id).exists(),
        objections=(),
    )
    whole = read_register_file(content)
    if isinstance(whole, list):
        raise WrongState("\n".join(map(str, whole)))
    parties = list_taking_part(municipality_id=municipality_id)
    party_ids = {one.code: one.party_id for one in parties}
    faults = [*faults_in(whole, now=now), *_faults_here(whole, party_ids)]
    if faults:
        raise WrongState("\n".join(map(str, faults)))
    register = _write(whole, municipality_id, party_ids)
    audit.record(
        name="register.imported",
        subject=("register", register.id),
        actor=actor,
        now=now,
        facts={
            "from": whole.municipality.code,
            "n_versions": len(whole.versions),
            "n_clauses": len(clause_ids(whole)),
            "content_hash": whole.versions[-1].content_hash,
        },
    )
    return len(whole.versions)


def _faults_here(whole: RegisterFile, party_ids: Mapping[str, int]) -> Iterator[Fault]:
    for at, binding in enumerate(whole.bindings):
        if binding.party not in party_ids:
            yield Fault(
                json_path("bindings", at, "party"),
                _("The party %(code)s takes no part in this municipality.")
                % {"code": binding.party},
            )
    taken = set(Clause.objects.filter(id__in=clause_ids(whole)).values_list("id", flat=True))
    if taken:
        yield Fault(
            "$.versions",
            _(
                "%(count)s agreements of this file are kept here already, in another "
                "municipality. An id belongs to one agreement: read the file in elsewhere."
            )
            % {"count": len(taken)},
        )
    listed = {one.id: at for at, one in enumerate(whole.focus_projects)}
    for found in FocusProject.objects.filter(id__in=listed).values_list("id", flat=True):
        yield Fault(
            json_path("focus_projects", listed[found], "id"),
            _("A focus project with this id is kept here already."),
        )


def _write(whole: RegisterFile, municipality_id: int, party_ids: Mapping[str, int]) -> Register:
    register = Register.objects.create(
        municipality_id=municipality_id,
        title=whole.title,
        source=whole.source,
        introduction=whole.introduction,
    )
    Clause.objects.bulk_create(
        Clause(id=one, municipality_id=municipality_id) for one in sorted(clause_ids(whole))
    )
    versions: dict[int, RegisterVersion] = {}
    for part in whole.versions:
        versions[part.number] = _write_version(register, part, versions)
    Binding.objects.bulk_create(
        Binding(
            clause_id=one.agreement,
            party_id=party_ids[one.party],
            kind=one.kind,
            reason=one.reason,
            recorded_at=one.recorded_at,
            ended_at=one.ended_at,
        )
        for one in whole.bindings
    )
    _write_projects(whole, municipality_id, versions)
    _write_bases(whole, register)
    return register


def _write_bases(whole: RegisterFile, register: Register) -> None:
    """Write the bases one after the other: a correction names one before it."""
    rows: list[LegalBasis] = []
    for one in whole.legal_bases:
        row = LegalBasis.objects.create(
            register=register,
            clause_id=one.agreement,
            corrects=rows[one.corrects - 1] if one.corrects else None,
            **{name: getattr(one, name) for name in BASIS_FIELDS},
        )
        rows.append(row)


def _write_version(
    register: Register, part: VersionPart, earlier: Mapping[int, RegisterVersion]
) -> RegisterVersion:
    """Write a version with its texts before the next one: after that nothing can be added."""
    decision = part.decision
    version: RegisterVersion = RegisterVersion.objects.create(
        register=register,
        number=part.number,
        in_force_from=part.in_force_from,
        recorded_at=part.recorded_at,
        reason=part.reason,
        explanation=part.explanation,
        content_hash=part.content_hash,
        decision_id=decision.id if decision else None,
        decision_name=decision.name if decision else "",
        decided_on=decision.decided_on if decision else None,
        corrects=earlier[part.corrects] if part.corrects else None,
    )
    _write_texts(version, part.sections)
    DepartedClause.objects.bulk_create(
        DepartedClause(
            version=version,
            clause_id=one.id,
            departure=one.departure,
            section=one.section,
            successors=[str(successor) for successor in one.successors],
            edit=one.edit,
        )
        for one in part.departed
    )
    return version


def _write_texts(version: RegisterVersion, sections: list[SectionPart]) -> None:
    rows = SectionText.objects.bulk_create(
        SectionText(
            version=version,
            section=one.id,
            position=place,
            **{name: getattr(one, name) for name in SECTION_FIELDS},
        )
        for place, one in enumerate(sections)
    )
    placed = [
        (row, clause) for row, one in zip(rows, sections, strict=True) for clause in one.agreements
    ]
    ClauseText.objects.bulk_create(
        ClauseText(
            version=version,
            clause_id=one.id,
            section_text=row,
            position=place,
            number=one.number,
            heading=one.heading,
            text=one.text,
            content_hash=NewClause(one.number, one.heading, one.text).content_hash,
            predecessors=[str(before) for before in one.predecessors],
        )
        for place, (row, one) in enumerate(placed)
    )


def _write_projects(
    whole: RegisterFile, municipality_id: int, versions: Mapping[int, RegisterVersion]
) -> None:
    FocusProject.objects.bulk_create(
        FocusProject(
            id=one.id,
            municipality_id=municipality_id,
            version=versions[one.version],
            **{name: getattr(one, name) for name in PROJECT_FIELDS},
        )
        for one in whole.focus_projects
    )
    for one in whole.focus_projects:
        _write_actions(one, versions)
        if one.carried_from:
            CarriedProject.objects.create(
                project_id=one.id,
                origin_id=one.carried_from.project,
                actions=[list(pair) for pair in one.carried_from.actions],
                edit=one.carried_from.edit,
            )


def _write_actions(project: FocusProjectPart, versions: Mapping[int, RegisterVersion]) -> None:
    actions = Action.objects.bulk_create(
        Action(
            project_id=project.id,
            position=place,
            text=one.text,
            quarters=one.quarters,
            when=one.when,
        )
        for place, one in enumerate(project.actions)
    )
    ActionMove.objects.bulk_create(
        ActionMove(
            action=row,
            version=versions[move.version],
            from_year=move.from_year,
            to_year=move.to_year,
            quarters=move.quarters,
            reason=move.reason,
            edit=move.edit,
        )
        for row, one in zip(actions, project.actions, strict=True)
        for move in one.moves
    )
