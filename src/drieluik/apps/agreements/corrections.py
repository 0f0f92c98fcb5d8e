"""Corrections of an outline as plain values, so that they can be kept, repeated and undone.

A step is a mapping with ``act`` and what that act needs; ``core.documents`` does the work. The
outline is always the document as read with all steps that were not undone, in order.

A step that settles a doubt carries ``finding``, its place in the list of findings. Findings never
change: they are what the reader said.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drieluik.apps.errors import WrongState
from drieluik.core.documents import AgreementsDocument
from drieluik.core.documents.corrections import (
    Corrected,
    Correction,
    date_action,
    edit_agreement,
    mark_not_an_agreement,
    merge_agreements,
    move_agreement,
    name_document,
    name_theme,
    place_as_agreement,
    split_agreement,
    write_goal,
)
from drieluik.core.documents.exchange import from_json, to_json
from drieluik.core.documents.refused import RefusedError, refusal
from drieluik.core.findings import Finding, Severity, action_nl, message_nl

Step = Mapping[str, Any]


def _edit(document: AgreementsDocument, step: Step) -> Corrected:
    return edit_agreement(
        document,
        step["agreement"],
        number=step["number"] or None,
        heading=step["heading"] or None,
        text=step["text"],
    )


def _answer(document: AgreementsDocument, step: Step) -> Corrected:
    """Settle a doubt without a change in the outline; only a remark needs no words."""
    finding = _doubt(document, step)
    if finding.severity != Severity.REMARK and not step["words"].strip():
        raise refusal("words_missing")
    return document, Correction("answered", (), "", step["words"])


def _doubt(document: AgreementsDocument, step: Step) -> Finding:
    """Return the finding that a step settles; one that blocks is not settled by words."""
    at = step["finding"]
    found = document.findings[at] if at < len(document.findings) else None
    if found is None or found.severity == Severity.BLOCKS:
        raise refusal("not_a_doubt")
    return found


def _fill(
    fill: Callable[[AgreementsDocument, Step], Corrected], *rules: str
) -> Callable[[AgreementsDocument, Step], Corrected]:
    """Fill a gap, which settles only a doubt about such a gap."""

    def filled(document: AgreementsDocument, step: Step) -> Corrected:
        if _doubt(document, step).rule.removeprefix("documents.") not in rules:
            raise refusal("not_a_doubt")
        return fill(document, step)

    return filled


_ACTS: dict[str, Callable[[AgreementsDocument, Step], Corrected]] = {
    "answer": _answer,
    "title": _fill(lambda document, step: name_document(document, step["words"]), "no_title"),
    "theme_title": _fill(
        lambda document, step: name_theme(document, step["element"], step["words"]),
        "theme_without_title",
        "contents_differs",
    ),
    "goal": _fill(
        lambda document, step: write_goal(document, step["element"], step["words"]), "no_goal"
    ),
    "moment": _fill(
        lambda document, step: date_action(document, step["element"], step["words"]),
        "action_without_time",
    ),
    "edit": _edit,
    "move": lambda document, step: move_agreement(document, step["agreement"], step["section"]),
    "merge": lambda document, step: merge_agreements(document, step["agreement"], step["second"]),
    "split": lambda document, step: split_agreement(document, step["agreement"], step["offset"]),
    "not_an_agreement": lambda document, step: mark_not_an_agreement(document, step["agreement"]),
    "place": lambda document, step: place_as_agreement(document, step["unplaced"], step["section"]),
}


def corrected(outline: Mapping[str, Any], steps: Sequence[Step]) -> dict[str, Any]:
    """Return the outline after the steps.

    Raises:
        WrongState: A step is impossible; the sentence says why and what to do.
    """
    document = from_json(outline)
    try:
        for step in steps:
            document, _ = _ACTS[step["act"]](document, step)
    except RefusedError as refused:
        finding = refused.finding
        raise WrongState(f"{message_nl(finding)} {action_nl(finding)}") from refused
    return to_json(document)


def offset_of_split(text: str, parts: str) -> int | None:
    r"""Return where a text is cut by the first empty line that a person put in a copy of it.

    None when there is no empty line, or when the copy holds other words than the text.

    Examples:
        >>> offset_of_split("Een. Twee.", "Een.\n\nTwee.")
        4
        >>> offset_of_split("Een. Twee.", "Een. Drie.") is None
        True
    """
    lines = parts.replace("\r\n", "\n").strip("\n").split("\n")
    empty = next((place for place, line in enumerate(lines) if not line.strip()), None)
    if empty is None or _bare(parts) != _bare(text):
        return None
    wanted = len(_bare("".join(lines[:empty])))
    seen = 0
    for offset, sign in enumerate(text):
        if seen == wanted:
            return offset
        seen += not sign.isspace()
    return None


def _bare(text: str) -> str:
    return "".join(text.split())
