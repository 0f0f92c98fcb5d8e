"""Writing the whole register of a municipality to one file."""

from collections import defaultdict

from drieluik.apps.agreements.bases import list_bases
from drieluik.apps.agreements.exchange.form import (
    ActionPart,
    BasisPart,
    BindingPart,
    CarriedPart,
    ClausePart,
    DecisionPart,
    DeparturePart,
    FocusProjectPart,
    MovePart,
    MunicipalityPart,
    RegisterFile,
    SectionPart,
    VersionPart,
)
from drieluik.apps.agreements.models import (
    Action,
    Binding,
    CarriedProject,
    ClauseText,
    FocusProject,
    Register,
    RegisterVersion,
)

PROJECT_FIELDS = (
    "year",
    "position",
    "theme",
    "theme_number",
    "focus",
    "goal",
    "leads",
    "problem",
    "results",
    "way_of_working",
    "parties",
    "demarcation",
    "preconditions",
    "communication",
    "further",
)
BASIS_FIELDS = ("name", "source", "in_force_from", "reason", "explanation", "recorded_at")
SECTION_FIELDS = (
    "theme_number",
    "theme_title",
    "letter",
    "title",
    "introduction",
    "goal",
    "how",
)


def register_json(municipality_id: int) -> str | None:
    """Return the whole register as JSON in the published form; None when there is no register.

    The same register gives the same text, to the letter.
    """
    register = (
        Register.objects.select_related("municipality")
        .filter(municipality_id=municipality_id)
        .first()
    )
    if register is None:
        return None
    place = register.municipality
    whole = RegisterFile(
        format="drieluik-register-1",
        municipality=MunicipalityPart(code=place.code, name=place.name),
        title=register.title,
        source=register.source,
        introduction=register.introduction,
        versions=_versions(register),
        bindings=_bindings(municipality_id),
        focus_projects=_projects(municipality_id),
        legal_bases=_bases(municipality_id),
    )
    return f"{whole.model_dump_json(indent=2)}\n"


def _versions(register: Register) -> list[VersionPart]:
    rows = register.versions.select_related("corrects").prefetch_related("sections", "departed")
    return [_version(row) for row in rows.order_by("number")]


def _version(row: RegisterVersion) -> VersionPart:
    decision = None
    if row.decision_id and row.decided_on:
        decision = DecisionPart(
            id=row.decision_id, name=row.decision_name, decided_on=row.decided_on
        )
    return VersionPart.model_validate(
        {
            "number": row.number,
            "in_force_from": row.in_force_from,
            "recorded_at": row.recorded_at,
            "reason": row.reason,
            "explanation": row.explanation,
            "content_hash": row.content_hash,
            "decision": decision,
            "corrects": row.corrects.number if row.corrects else None,
            "sections": _sections(row),
            "departed": _departures(row),
        }
    )


def _sections(version: RegisterVersion) -> list[SectionPart]:
    clauses: dict[int, list[ClausePart]] = defaultdict(list)
    for text in ClauseText.objects.filter(version=version).order_by("position"):
        part = {
            "id": text.clause_id,
            "number": text.number,
            "heading": text.heading,
            "text": text.text,
            "predecessors": text.predecessors,
        }
        clauses[text.section_text_id].append(ClausePart.model_validate(part, strict=False))
    return [
        SectionPart(
            id=row.section,
            agreements=clauses[row.id],
            **{name: getattr(row, name) for name in SECTION_FIELDS},
        )
        for row in version.sections.all()
    ]


def _departures(version: RegisterVersion) -> list[DeparturePart]:
    return [
        DeparturePart.model_validate(
            {
                "id": row.clause_id,
                "departure": row.departure,
                "section": row.section,
                "successors": row.successors,
                "edit": row.edit,
            },
            strict=False,
        )
        for row in version.departed.all()
    ]


def _bindings(municipality_id: int) -> list[BindingPart]:
    rows = Binding.objects.filter(clause__municipality_id=municipality_id)
    ordered = rows.select_related("party").order_by(
        "recorded_at", "clause_id", "kind", "party__code", "ended_at"
    )
    return [
        BindingPart.model_validate(
            {
                "agreement": row.clause_id,
                "party": row.party.code,
                "kind": row.kind,
                "reason": row.reason,
                "recorded_at": row.recorded_at,
                "ended_at": row.ended_at,
            }
        )
        for row in ordered
    ]


def _bases(municipality_id: int) -> list[BasisPart]:
    rows = list_bases(municipality_id)
    places = {row.basis_id: place for place, row in enumerate(rows, start=1)}
    return [
        BasisPart.model_validate(
            {
                "agreement": row.clause_id,
                "corrects": places[row.corrects] if row.corrects else None,
                **{name: getattr(row, name) for name in BASIS_FIELDS},
            }
        )
        for row in rows
    ]


def _projects(municipality_id: int) -> list[FocusProjectPart]:
    rows = FocusProject.objects.filter(municipality_id=municipality_id)
    carried = {
        row.project_id: row
        for row in CarriedProject.objects.filter(project__municipality_id=municipality_id)
    }
    return [
        FocusProjectPart(
            id=row.id,
            version=row.version.number,
            actions=[_action(action) for action in row.actions.all()],
            carried_from=_carried(carried.get(row.id)),
            **{name: getattr(row, name) for name in PROJECT_FIELDS},
        )
        for row in rows.select_related("version")
        .prefetch_related("actions__moves__version")
        .order_by("year", "position")
    ]


def _carried(row: CarriedProject | None) -> CarriedPart | None:
    if row is None:
        return None
    pairs = [(here, there) for here, there in row.actions]
    return CarriedPart(project=row.origin_id, actions=pairs, edit=row.edit)


def _action(row: Action) -> ActionPart:
    moves = [
        MovePart(
            version=move.version.number,
            from_year=move.from_year,
            to_year=move.to_year,
            quarters=move.quarters,
            reason=move.reason,
            edit=move.edit,
        )
        for move in row.moves.all()
    ]
    return ActionPart(text=row.text, quarters=row.quarters, when=row.when, moves=moves)
