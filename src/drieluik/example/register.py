"""The registers of the example: the agreements of Enschede 2020 as facts, told in our own words.

Comes in: ``data/agreements`` and ``data/focus_projects``; what the village agreed is made up and lies
in its own folder. Goes out: frozen rows, or the same in
the shape of an agreements document. Knows no figure, no delivery and no status.
"""

from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from drieluik.example.places import CITY, Place

Groups = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One numbered agreement.

    Attributes:
        number: Such as ``3.2``.
        heading: What it is about in a few words.
        text: The agreement itself, one to four sentences; a list has one item per line.
        bound: Codes of the parties that must act.
        consent: Codes of the parties that must agree before it can change.
    """

    number: str
    heading: str
    text: str
    bound: tuple[str, ...]
    consent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a theme with its own goal; letter and title are None when there is only one."""

    letter: str | None
    title: str | None
    goal: str | None
    how: str | None
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A chapter of the agreements."""

    number: int
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do in the year; ``quarters`` such as ``2020-Q1``, empty when none is fixed."""

    text: str
    quarters: tuple[str, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusProject:
    """A subject that gets extra attention in one year (speerpunt).

    Attributes:
        number: Order in the document.
        year: The year it is about.
        theme: Title of the main theme as the project format names it.
        theme_number: The theme of the register it is placed under.
        focus: What the project is called.
        goal: What it must bring.
        leads: Codes of the organisations that lead; never a person.
        leads_text: The same in a sentence.
        problem: Why it is needed.
        results: What must be there at the end.
        way_of_working: How it is done and followed.
        actions: Steps with their quarters.
        parties: Codes of the organisations that are needed.
        parties_text: The same in a sentence.
        demarcation: What it is not.
        preconditions: What must be there first.
        communication: Who hears of it, and when.
    """

    number: int
    year: int
    theme: str
    theme_number: int
    focus: str
    goal: str
    leads: tuple[str, ...]
    leads_text: str
    problem: str
    results: tuple[str, ...]
    way_of_working: str
    actions: tuple[Action, ...]
    parties: tuple[str, ...]
    parties_text: str
    demarcation: tuple[str, ...]
    preconditions: tuple[str, ...]
    communication: str


@dataclass(frozen=True, slots=True)
class Register:
    """All agreements of the example with their focus projects.

    Attributes:
        title: Title of the document.
        source: The document from which numbers, parties and thresholds were taken.
        version: Its version, as it names itself.
        starts_on: First day on which the agreements counted.
        in_force_from: First day of this version.
        introduction: What the agreements are, in our own words.
        legal_bases: Laws and policies they rest on.
        parties: Codes of all parties that are bound somewhere.
        themes: The ten chapters.
        focus_projects: The four projects of the year.
    """

    title: str
    source: str
    version: str
    starts_on: date
    in_force_from: date
    introduction: str
    legal_bases: tuple[str, ...]
    parties: tuple[str, ...]
    themes: tuple[Theme, ...]
    focus_projects: tuple[FocusProject, ...]

    def agreements(self) -> tuple[Agreement, ...]:
        """Return all agreements in the order of the document."""
        return tuple(
            agreement
            for theme in self.themes
            for section in theme.sections
            for agreement in section.agreements
        )

    def agreement(self, number: str) -> Agreement:
        """Return the agreement with this number.

        Raises:
            KeyError: There is no such agreement.
        """
        for agreement in self.agreements():
            if agreement.number == number:
                return agreement
        raise KeyError(number)


@cache
def agreements(where: Place = CITY) -> Register:
    """Return the register of a municipality.

    That of the city has ten themes, 53 agreements and four focus projects.
    """
    folder = where.files / "agreements"
    head = _read(folder / "register.yaml")
    groups: Groups = head.pop("groups")
    chapters = [file for file in _files(folder) if file.name != "register.yaml"]
    themes = tuple(_theme(_read(file), groups) for file in chapters)
    bound = {
        code
        for theme in themes
        for section in theme.sections
        for agreement in section.agreements
        for code in (*agreement.bound, *agreement.consent)
    }
    return Register(
        **{**head, "legal_bases": tuple(head["legal_bases"])},
        parties=tuple(sorted(bound)),
        themes=themes,
        focus_projects=tuple(
            _focus_project(_read(file), groups) for file in _files(where.files / "focus_projects")
        ),
    )


def agreements_document(where: Place = CITY) -> dict[str, Any]:
    """Return the register as plain values, in the shape of a read agreements document."""
    register = agreements(where)
    return asdict(register) | {
        "starts_on": register.starts_on.isoformat(),
        "in_force_from": register.in_force_from.isoformat(),
    }


def _theme(entry: dict[str, Any], groups: Groups) -> Theme:
    return Theme(
        number=entry["number"],
        title=entry["title"],
        sections=tuple(
            Section(
                **{
                    **section,
                    "agreements": tuple(
                        _agreement(agreement, groups) for agreement in section["agreements"]
                    ),
                }
            )
            for section in entry["sections"]
        ),
    )


def _agreement(entry: dict[str, Any], groups: Groups) -> Agreement:
    return Agreement(
        number=entry["number"],
        heading=entry["heading"],
        text=entry["text"],
        bound=_codes(entry["bound"], groups),
        consent=_codes(entry["consent"], groups),
    )


def _focus_project(entry: dict[str, Any], groups: Groups) -> FocusProject:
    return FocusProject(
        **{
            **entry,
            "leads": _codes(entry["leads"], groups),
            "parties": _codes(entry["parties"], groups),
            "results": tuple(entry["results"]),
            "demarcation": tuple(entry["demarcation"]),
            "preconditions": tuple(entry["preconditions"]),
            "actions": tuple(
                Action(action["text"], tuple(action["quarters"]), _codes(action["parties"], groups))
                for action in entry["actions"]
            ),
        }
    )


def _codes(names: list[str], groups: Groups) -> tuple[str, ...]:
    """Replace the name of a group by the codes of its parties."""
    return tuple(code for name in names for code in groups.get(name, [name]))


def _files(folder: Traversable) -> list[Traversable]:
    """Return the files of a folder by name; none when the municipality has no such folder."""
    return sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []


def _read(file: Traversable) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return content
