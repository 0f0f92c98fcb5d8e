"""A norm as a person types it: read, held against the words of the agreement, faults in Dutch."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor import policies
from drieluik.core.findings import Finding, action_nl, message_nl
from drieluik.core.flows import read_norm
from drieluik.core.norms import Norm


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the text of a norm: the line, the sentence, and what to do."""

    line: int | None
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class ReadNorm:
    """The norm, or everything that is wrong with its text; never both."""

    norm: Norm | None
    faults: tuple[Fault, ...]


def read(text: str, clause: ClauseRow) -> ReadNorm:
    """Read a norm for an agreement and hold its quotation against the words as in force."""
    outcome = read_norm(text)
    if not isinstance(outcome, Norm):
        return ReadNorm(None, tuple(_fault(finding) for finding in outcome))
    faults = _against(outcome, text, clause)
    return ReadNorm(None if faults else outcome, tuple(faults))


@lru_cache(maxsize=1000)
def stored(text: str) -> Norm:
    """Read a norm that was checked when it was written.

    Raises:
        ValueError: The stored text can no longer be read; the language has changed under it.
    """
    outcome = read_norm(text)
    if not isinstance(outcome, Norm):
        raise ValueError("; ".join(message_nl(finding) for finding in outcome))
    return outcome


def _against(norm: Norm, text: str, clause: ClauseRow) -> list[Fault]:
    faults = []
    if norm.clause != clause.number:
        faults.append(
            Fault(
                _line_of("afspraak", text),
                _("This norm says it belongs to %(other)s, but you are writing for %(number)s.")
                % {"other": norm.clause, "number": clause.number},
                _("Write the number of this agreement."),
            )
        )
    objection = policies.check_quotation_occurs.objection(
        quotation=norm.quotation, clause_text=clause.text
    )
    if objection:
        faults.append(
            Fault(_line_of("citaat", text), objection, _("Copy the words from the agreement."))
        )
    if norm.judgement is not None and norm.indicator_id is not None:
        faults.append(
            Fault(
                _line_of("oordeel", text),
                _("A norm that is measured in figures is not judged by people."),
                _("Leave out either the indicator or the judgement."),
            )
        )
    return faults


def _fault(finding: Finding) -> Fault:
    return Fault(finding.place.line, message_nl(finding), action_nl(finding))


def _line_of(key: str, text: str) -> int | None:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lower().startswith(key):
            return number
    return None
