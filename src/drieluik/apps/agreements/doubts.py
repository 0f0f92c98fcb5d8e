"""The doubts of the reader about a document, each with what can be done about it on its page.

Comes in: an outline as plain values and the corrections so far. Goes out: one row per finding,
with where it is, which gap can be filled in or which agreement corrected, and how it was settled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Outline = Mapping[str, Any]
Steps = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding and what can be done about it.

    Attributes:
        at: Its place in the list of findings; steps refer to it.
        severity: ``blocks``, ``confirm`` or ``remark``.
        message: What is doubtful.
        value: The words it is about; empty when there are none.
        action: What a person can do.
        line: Line of the source; None when it is about the whole.
        page: Page, for a source without lines.
        fills: The act that fills the gap: ``goal``, ``moment``, ``theme_title``, ``title``, or
            empty when there is nothing to fill in.
        label: What is asked for when a gap is filled.
        element: What gets the words.
        agreement: Id of the agreement it is about; empty when it is about none.
        number: Number of that agreement.
        settled: Whether somebody settled it.
        words: What was decided or filled in.
    """

    at: int
    severity: str
    message: str
    value: str
    action: str
    line: int | None
    page: int | None
    fills: str
    label: str
    element: str
    agreement: str
    number: str
    settled: bool
    words: str

    @property
    def asks_words(self) -> bool:
        """Whether it may only be settled with a reason."""
        return self.severity != "remark"

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody who can settle it here."""
        return not self.settled and self.severity != "blocks"


def list_doubts(outline: Outline, steps: Steps) -> list[Doubt]:
    """Return all findings in their order."""
    settling = {step["finding"]: step for step in _settling(steps)}
    return [
        _doubt(outline, at, finding, settling.get(at))
        for at, finding in enumerate(outline.get("findings", ()))
    ]


def asks_reason(outline: Outline, steps: Steps) -> bool:
    """Tell whether a doubt that asks for a reason was not settled yet."""
    settled = {step["finding"] for step in _settling(steps)}
    return any(
        finding["severity"] == "confirm" and at not in settled
        for at, finding in enumerate(outline.get("findings", ()))
    )


def _settling(steps: Steps) -> Iterator[Mapping[str, Any]]:
    return (step for step in steps if "finding" in step and not step.get("undone"))


def _doubt(
    outline: Outline, at: int, finding: Outline, settled_by: Mapping[str, Any] | None
) -> Doubt:
    rule, place = finding["rule"].removeprefix("documents."), finding["place"]
    find = _FILLS.get(rule)
    fills, element = find(outline, finding) if find else ("", "")
    agreement = _agreement_at(outline, place["line"])
    return Doubt(
        at=at,
        severity=finding["severity"],
        message=finding["message"],
        value=finding["value"] or "",
        action=finding["action"],
        line=place["line"],
        page=place["page"],
        fills=fills,
        label=_labels()[fills],
        element=element,
        agreement=agreement["id"] if agreement else "",
        number=(agreement["number"] or "") if agreement else "",
        settled=settled_by is not None,
        words=settled_by["words"] if settled_by else "",
    )


def _labels() -> dict[str, str]:
    return {
        "": "",
        "goal": _("Goal"),
        "moment": _("Moment, such as Q2 2020"),
        "theme_title": _("Title of the theme"),
        "title": _("Title of the document"),
    }


def _agreement_at(outline: Outline, line: int | None) -> Outline | None:
    """Return the agreement whose words begin on this line of the source, or run over it."""
    found = None
    for theme in outline["themes"]:
        for section in theme["sections"]:
            for agreement in section["agreements"]:
                source = agreement["source"]
                words = outline["source_text"][source["start"] : source["end"]]
                if line and source["line"] <= line <= source["line"] + words.count("\n"):
                    found = agreement
    return found


def _goal(outline: Outline, finding: Outline) -> tuple[str, str]:
    """The section without a goal: the theme's own when the finding is about a whole theme."""
    line = finding["place"]["line"]
    for theme in outline["themes"]:
        for section in theme["sections"]:
            if line in (theme["source"]["line"], section["source"]["line"]):
                return "goal", section["id"]
    return "", ""


def _moment(outline: Outline, finding: Outline) -> tuple[str, str]:
    for project in outline["focus_projects"]:
        for action in project["actions"]:
            same = action["source"]["line"] == finding["place"]["line"]
            if same and action["text"][:80] == finding["value"]:
                return "moment", action["id"]
    return "", ""


def _theme_title(outline: Outline, finding: Outline) -> tuple[str, str]:
    number = finding["facts"].get("number", finding["value"])
    for theme in outline["themes"]:
        if theme["number"] == number:
            return "theme_title", theme["id"]
    return "", ""


def _title(_outline: Outline, _finding: Outline) -> tuple[str, str]:
    return "title", ""


_FILLS = {
    "no_goal": _goal,
    "action_without_time": _moment,
    "theme_without_title": _theme_title,
    "contents_differs": _theme_title,
    "no_title": _title,
}
