"""Places where apps above this one add what they know about an agreement.

The register cannot import the monitor; the monitor registers a function here when it starts, and
the pages of the register call it. A function that is registered twice counts once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from drieluik.apps.agreements.proposals.defining import DefinitionEdit, DefinitionsNow
from drieluik.apps.agreements.proposals.norming import NormEdit, NormsNow
from drieluik.apps.agreements.rows import ClauseRow, FocusProjectRow
from drieluik.apps.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class ClauseLight:
    """What is shown beside an agreement in lists.

    Attributes:
        light: One of the lights of the component ``c-light``, such as ``on_course``.
        label: The same in words, already translated.
        href: Page that explains it; empty when there is none.
    """

    light: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ClausePanel:
    """A part of the page of one agreement or focus project.

    Attributes:
        template: Path of the template; it finds ``context`` as ``panel`` and the clause as
            ``clause``, or the focus project as ``project``.
        context: What the template needs.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NormAdoption:
    """What an adopted proposal makes of norms.

    Attributes:
        municipality_id: Where.
        proposal_id: The proposal.
        version_id: The version of the register with the decision behind it.
        decision_name: The decision, as people call it.
        in_force_from: First day on which it counts.
        edits: The edits of norms that were adopted.
        actor: Who records the decision.
        now: When.
    """

    municipality_id: int
    proposal_id: UUID
    version_id: int
    decision_name: str
    in_force_from: date
    edits: tuple[NormEdit, ...]
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class DefinitionAdoption:
    """What an adopted proposal makes of definitions; as ``NormAdoption``.

    Attributes:
        consents: Who consented to each subject: ``name`` and ``position`` of each.
    """

    municipality_id: int
    proposal_id: UUID
    version_id: int
    decision_name: str
    in_force_from: date
    edits: tuple[DefinitionEdit, ...]
    consents: Mapping[str, Sequence[Mapping[str, str]]]
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class DefinitionKeeping:
    """What the app that keeps the definitions does for proposals; as ``NormKeeping``."""

    now: Callable[[int], DefinitionsNow]
    write: Callable[[DefinitionAdoption], None]


@dataclass(frozen=True, slots=True)
class NormKeeping:
    """What the app that keeps the norms does for proposals.

    Attributes:
        now: Gives the norms of a municipality as they stand.
        write: Writes what was adopted, inside the transaction of the decision.
    """

    now: Callable[[int], NormsNow]
    write: Callable[[NormAdoption], None]


LightProvider = Callable[[Actor, int, Sequence[UUID]], Mapping[UUID, ClauseLight]]
PanelProvider = Callable[[Actor, int, ClauseRow], ClausePanel | None]
ProjectPanelProvider = Callable[[Actor, int, FocusProjectRow], ClausePanel]

QuotationProvider = Callable[[int, Sequence[UUID]], Mapping[UUID, Sequence[str]]]

_quotation_providers: list[QuotationProvider] = []
_light_providers: list[LightProvider] = []
_panel_providers: list[PanelProvider] = []
_project_panel_providers: list[ProjectPanelProvider] = []
_norm_keeping: list[NormKeeping] = []
_definition_keeping: list[DefinitionKeeping] = []


def register_clause_lights(provider: LightProvider) -> None:
    """Let ``provider(actor, municipality_id, clause_ids)`` say which light each clause has."""
    if provider not in _light_providers:
        _light_providers.append(provider)


def register_clause_panel(provider: PanelProvider) -> None:
    """Let ``provider(actor, municipality_id, clause)`` add a part to the page of a clause."""
    if provider not in _panel_providers:
        _panel_providers.append(provider)


def clause_lights(
    actor: Actor, municipality_id: int, clause_ids: Sequence[UUID]
) -> dict[UUID, ClauseLight]:
    """Return the light of each clause that has one."""
    lights: dict[UUID, ClauseLight] = {}
    for provider in _light_providers:
        lights.update(provider(actor, municipality_id, clause_ids))
    return lights


def clause_panels(actor: Actor, municipality_id: int, clause: ClauseRow) -> list[ClausePanel]:
    """Return the parts that others add to the page of a clause, in order of registration."""
    panels = (provider(actor, municipality_id, clause) for provider in _panel_providers)
    return [panel for panel in panels if panel is not None]


def register_project_panel(provider: ProjectPanelProvider) -> None:
    """Let ``provider(actor, municipality_id, project)`` add a part to the page of a project."""
    if provider not in _project_panel_providers:
        _project_panel_providers.append(provider)


def project_panels(
    actor: Actor, municipality_id: int, project: FocusProjectRow
) -> list[ClausePanel]:
    """Return the parts that others add to the page of a focus project."""
    return [provider(actor, municipality_id, project) for provider in _project_panel_providers]


def shows_lights() -> bool:
    """Tell whether anything fills the column of lights."""
    return bool(_light_providers)


def register_clause_quotations(provider: QuotationProvider) -> None:
    """Let ``provider(municipality_id, clause_ids)`` say on which words of a clause a norm leans."""
    if provider not in _quotation_providers:
        _quotation_providers.append(provider)


def clause_quotations(
    municipality_id: int, clause_ids: Sequence[UUID]
) -> dict[str, tuple[str, ...]]:
    """Return the words on which something leans, by the id of the clause as text."""
    found: dict[str, tuple[str, ...]] = {}
    for provider in _quotation_providers:
        for clause_id, words in provider(municipality_id, clause_ids).items():
            found[str(clause_id)] = (*found.get(str(clause_id), ()), *words)
    return found


def register_norm_keeping(keeping: NormKeeping) -> None:
    """Let an app above keep the norms that proposals change; there is one."""
    _norm_keeping[:] = [keeping]


def norms_now(municipality_id: int) -> NormsNow:
    """Return the norms as they stand; none while nobody keeps them."""
    return _norm_keeping[0].now(municipality_id) if _norm_keeping else NormsNow()


def write_norms(adoption: NormAdoption) -> None:
    """Write the adopted edits of norms, inside the transaction of the decision."""
    if adoption.edits:
        _norm_keeping[0].write(adoption)


def register_definition_keeping(keeping: DefinitionKeeping) -> None:
    """Let an app above keep the definitions that proposals change; there is one."""
    _definition_keeping[:] = [keeping]


def definitions_now(municipality_id: int) -> DefinitionsNow:
    """Return how every indicator counts; nothing while nobody keeps the definitions."""
    return _definition_keeping[0].now(municipality_id) if _definition_keeping else {}


def write_definitions(adoption: DefinitionAdoption) -> None:
    """Write the adopted edits of definitions, inside the transaction of the decision."""
    if adoption.edits:
        _definition_keeping[0].write(adoption)
