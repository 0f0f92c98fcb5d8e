"""Edits of the norms under agreements: another norm, a norm that comes, a norm that ends.

Pure. A norm is held in the language of ``core.norms``, as it was when the edit was written and as it
becomes, so that a decided proposal can always be read. What counts now is given by whoever keeps
the norms (``extensions``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.findings import action_nl, message_nl
from drieluik.core.flows import measurables, read_norm
from drieluik.core.norms import Norm, change_nl, quotes, target_nl, told_nl


def new_norm_id(clause_id: str, n_known: int) -> str:
    """Return the lasting id of the next norm of an agreement that has had ``n_known`` of them."""
    return str(uuid5(UUID(clause_id), f"norm {n_known + 1}"))


@lru_cache(maxsize=1000)
def norm_of(text: str) -> Norm | None:
    """Read a norm; None when the language has changed under it."""
    outcome = read_norm(text)
    return outcome if isinstance(outcome, Norm) else None


def norm_name(text: str) -> str:
    """Name a norm as people speak of it: by its figure and target, or as a judgement."""
    norm = norm_of(text)
    if norm is None:
        return _("Norm")
    if norm.indicator_id is None:
        return _("Judgement of the parties")
    name = measurables()[norm.indicator_id].name_nl
    return f"{name}: {target_nl(norm.target)}" if norm.target else name


def _names() -> dict[str, str]:
    """Return the Dutch name of each indicator by its id."""
    return {one.indicator_id: one.name_nl for one in measurables().values()}


@dataclass(frozen=True, slots=True)
class ChangeNorm:
    """Another norm in the place of one that counts.

    Attributes:
        norm_id: The norm.
        clause_id: The agreement it belongs to.
        wording: Number of the wording the writer had in view.
        was: That wording.
        becomes: What it becomes.
        explanation: What it means, in plain words.
    """

    id: str
    norm_id: str
    clause_id: str
    wording: int
    was: str
    becomes: str
    explanation: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changes, property by property."""
        before, after = norm_of(self.was), norm_of(self.becomes)
        changes = change_nl(before, after, _names()) if before and after else (self.becomes,)
        return _told(norm_name(self.was), changes, self.explanation)


@dataclass(frozen=True, slots=True)
class AddNorm:
    """A norm for an agreement; its id follows from how many norms the agreement had before."""

    id: str
    norm_id: str
    clause_id: str
    becomes: str
    explanation: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the norm says, property by property."""
        norm = norm_of(self.becomes)
        said = told_nl(norm, _names()) if norm else (self.becomes,)
        return _told(norm_name(self.becomes), said, self.explanation)


@dataclass(frozen=True, slots=True)
class EndNorm:
    """A norm that counts no longer; the words of the agreement stay."""

    id: str
    norm_id: str
    clause_id: str
    wording: int
    was: str
    reason: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """Which norm ends, and why."""
        name = norm_name(self.was)
        return (
            _("%(name)s. This norm counts no longer.") % {"name": name},
            _("Reason: %(reason)s") % {"reason": self.reason},
            _since(),
        )


NormEdit = ChangeNorm | AddNorm | EndNorm
NORMING: dict[str, type[ChangeNorm] | type[AddNorm] | type[EndNorm]] = {
    "change_norm": ChangeNorm,
    "add_norm": AddNorm,
    "end_norm": EndNorm,
}


@dataclass(frozen=True, slots=True)
class NormNow:
    """A norm that counts, in its newest confirmed wording."""

    norm_id: str
    clause_id: str
    wording: int
    text: str
    explanation: str


@dataclass(frozen=True, slots=True)
class NormsNow:
    """The norms as they stand.

    Attributes:
        counting: The norms that count, by id.
        n_known: How many norms every agreement has had, whatever became of them.
    """

    counting: Mapping[str, NormNow] = field(default_factory=dict)
    n_known: Mapping[str, int] = field(default_factory=dict)


def changed_since(edit: NormEdit, now: NormsNow) -> str:
    """Say how the norms of an agreement changed since an edit was written; empty when not."""
    if isinstance(edit, AddNorm):
        if new_norm_id(edit.clause_id, now.n_known.get(edit.clause_id, 0)) == edit.norm_id:
            return ""
        return _("This agreement got another norm since this was written.")
    found = now.counting.get(edit.norm_id)
    if found is None:
        return _("%(name)s. This norm no longer counts.") % {"name": norm_name(edit.was)}
    if found.clause_id != edit.clause_id:
        return _("This norm belongs to another agreement.")
    if (found.wording, found.text) == (edit.wording, edit.was):
        return ""
    return _("This norm changed since this was written. Then: %(then)s. Now: %(now)s.") % {
        "then": norm_name(edit.was),
        "now": norm_name(found.text),
    }


def norm_faults(
    edits: Sequence[NormEdit], becomes: AgreementSet | None, now: NormsNow
) -> Iterator[tuple[str, str, str]]:
    """Yield the id of every edit of a norm that cannot be done, with what is wrong and what to do.

    Args:
        edits: The edits of one proposal.
        becomes: The agreements after the whole proposal; None while other faults block.
        now: The norms as they stand.
    """
    seen: set[str] = set()
    for edit in edits:
        if edit.norm_id in seen:
            yield (
                edit.id,
                _("This norm stands in this proposal twice."),
                _("Take one of the two out."),
            )
        seen.add(edit.norm_id)
        stale = changed_since(edit, now)
        if stale:
            yield edit.id, stale, _("Take this change out, or write it anew.")
        for wrong, advice in _against_words(edit, becomes):
            yield edit.id, wrong, advice


def _against_words(edit: NormEdit, becomes: AgreementSet | None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a norm beside the words that its agreement gets."""
    if becomes is None:
        return
    clause = next((one for one in becomes.clauses if one.id == edit.clause_id), None)
    if clause is None:
        yield _("The agreement of this norm is not in force."), _("Take this change out.")
    elif not isinstance(edit, EndNorm):
        outcome = read_norm(edit.becomes)
        if not isinstance(outcome, Norm):
            for finding in outcome:
                yield message_nl(finding), action_nl(finding)
        elif not quotes(outcome.quotation, clause.text):
            yield (
                _("The quotation does not occur literally in the agreement."),
                _("Copy the words from the agreement."),
            )


def _told(name: str, sentences: tuple[str, ...], explanation: str) -> tuple[str, ...]:
    said = (_("Explanation: %(words)s") % {"words": explanation},) if explanation else ()
    return (f"{name}.", *sentences, *said, _since())


def _since() -> str:
    return _("From the first half-year that begins when the decision counts, or after.")
