"""Corrections of an outline as plain values, so that they can be kept, repeated and undone.

A step is a mapping with ``act`` and what that act needs; ``core.documents`` does the work. The
outline is always the document as read with all steps that were not undone, in order.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from drieluik.apps.errors import WrongState
from drieluik.core.documents import AgreementsDocument
from drieluik.core.documents.corrections import (
    Corrected,
    edit_agreement,
    mark_not_an_agreement,
    merge_agreements,
    move_agreement,
    place_as_agreement,
    split_agreement,
)
from drieluik.core.documents.exchange import from_json, to_json
from drieluik.core.documents.refused import RefusedError
from drieluik.core.findings import action_nl, message_nl

Step = Mapping[str, Any]


def _edit(document: AgreementsDocument, step: Step) -> Corrected:
    return edit_agreement(
        document,
        step["agreement"],
        number=step["number"] or None,
        heading=step["heading"] or None,
        text=step["text"],
    )


_ACTS: dict[str, Callable[[AgreementsDocument, Step], Corrected]] = {
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
