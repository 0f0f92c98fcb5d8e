"""Edits of definitions: another version of an indicator or other words, one that comes, one that ends.

Pure. An edit names the version by its number; how a version counts stands in ``core.indicators``, where
every version that was ever shipped stays, so a decided proposal can always be read. Which version
counts now is given by whoever keeps the definitions (``extensions``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.norming import EndNorm, NormEdit, norm_name, norm_of
from drieluik.core.indicators import Indicator, indicator

_PLACE = UUID("5f0f8d9c-6f5a-4f0e-9d7c-2b0c1f3a7e41")


def definition_key(indicator_id: str) -> str:
    """Return the lasting id of a definition as a subject of proposals."""
    return str(uuid5(_PLACE, indicator_id))


@dataclass(frozen=True, slots=True)
class SetDefinition:
    """A version of an indicator that holds from now on, with the words of the parties.

    Attributes:
        subject: Lasting id of the definition.
        indicator_id: The indicator.
        number: How many decisions about it there were when this was written.
        was: The version that counted then; 0 when it did not count.
        becomes: The version that counts.
        meaning: What it tells; empty: the words of its card. So are the next three.
        limits: What it does not tell, a line for each.
        owner: Who keeps the definition.
        audience: Who may see it per corporation.
        reason: Why.
    """

    id: str
    subject: str
    indicator_id: str
    number: int
    was: int
    becomes: int
    meaning: str
    limits: str
    owner: str
    audience: str
    reason: str

    @property
    def label(self) -> str:
        """The definition as people speak of it."""
        return _definition(self.indicator_id)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What counts otherwise, in whole sentences."""
        return (*_counting(self), *_words(self), _reason(self.reason), _since())


@dataclass(frozen=True, slots=True)
class EndDefinition:
    """An indicator that counts no longer; its figures stay readable."""

    id: str
    subject: str
    indicator_id: str
    number: int
    was: int
    reason: str

    @property
    def label(self) -> str:
        """The definition as people speak of it."""
        return _definition(self.indicator_id)

    @property
    def sentences(self) -> tuple[str, ...]:
        """That it ends, and why."""
        return (
            _("This figure is no longer calculated. What was calculated stays readable."),
            _reason(self.reason),
            _since(),
        )


DefinitionEdit = SetDefinition | EndDefinition
DEFINING: dict[str, type[SetDefinition] | type[EndDefinition]] = {
    "set_definition": SetDefinition,
    "end_definition": EndDefinition,
}


@dataclass(frozen=True, slots=True)
class DefinitionNow:
    """How an indicator counts now.

    Attributes:
        card: The card in the words of the parties, also of what does not count any more.
        number: How many decisions about it there were.
        counts: Whether it is in the catalogue.
        norms: Names of the norms that test by it, by the id of the norm.
    """

    card: Indicator
    number: int
    counts: bool
    norms: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """The version that counts; 0 when it does not count."""
        return self.card.version if self.counts else 0


DefinitionsNow = Mapping[str, DefinitionNow]
"""Indicator -> how it counts now, in the order of the catalogue."""


def definition_faults(
    edits: Sequence[DefinitionEdit], now: DefinitionsNow, norms: Sequence[NormEdit]
) -> Iterator[tuple[str, str, str]]:
    """Yield the id of every edit of a definition that cannot be done, what is wrong, what to do.

    Args:
        edits: The edits of one proposal.
        now: How every indicator counts.
        norms: The edits of norms of the same proposal.
    """
    worded = {one.norm_id for one in norms}
    seen: set[str] = set()
    for edit in edits:
        if edit.subject in seen:
            said = _("%(name)s stands in this proposal twice.") % {"name": edit.label}
            yield edit.id, said, _("Take one of the two out.")
        seen.add(edit.subject)
        if stale := changed_since(edit, now):
            yield edit.id, stale, _("Take this change out, or write it anew.")
        elif isinstance(edit, EndDefinition):
            known = now[edit.indicator_id].norms
            kept = [name for norm_id, name in known.items() if norm_id not in worded]
            if kept := [*kept, *_norms_by(edit.indicator_id, norms)]:
                yield (
                    edit.id,
                    _("Norms test by this figure: %(names)s.") % {"names": "; ".join(kept)},
                    _("End these norms in the same proposal, or keep the figure."),
                )


def _norms_by(indicator_id: str, norms: Sequence[NormEdit]) -> list[str]:
    """Name the norms that would come or be worded anew and test by an indicator."""
    texts = [one.becomes for one in norms if not isinstance(one, EndNorm)]
    return [
        norm_name(text)
        for text in texts
        if (norm := norm_of(text)) is not None and indicator_id in norm.rests_on
    ]


def changed_since(edit: DefinitionEdit, now: DefinitionsNow) -> str:
    """Say how a definition changed since an edit was written; empty when not."""
    found = now.get(edit.indicator_id)
    if found is None or _card(edit.indicator_id, getattr(edit, "becomes", 1)) is None:
        return _("%(name)s is no longer there.") % {"name": edit.label}
    if (found.number, found.version) == (edit.number, edit.was):
        return ""
    if not found.version:
        return _("%(name)s is no longer in the catalogue.") % {"name": edit.label}
    return _("%(name)s counts by version %(now)s by now, after another decision.") % {
        "name": edit.label,
        "now": found.version,
    }


def _card(indicator_id: str, version: int) -> Indicator | None:
    try:
        return indicator(indicator_id, version)
    except KeyError:
        return None


def _definition(indicator_id: str) -> str:
    card = _card(indicator_id, 1)
    return _("Definition of %(name)s") % {"name": card.name_nl if card else indicator_id}


def _counting(edit: SetDefinition) -> Iterator[str]:
    after = _card(edit.indicator_id, edit.becomes)
    formula = after.formula_nl if after else ""
    names = {"version": edit.becomes, "was": edit.was, "formula": formula}
    if edit.was == edit.becomes:
        yield _("Counts as before, by version %(version)s.") % names
        return
    if not edit.was:
        yield _("Comes into the catalogue, by version %(version)s: %(formula)s") % names
        return
    before = _card(edit.indicator_id, edit.was)
    yield _("Version %(was)s becomes version %(version)s.") % names
    yield _("Then: %(formula)s") % {"formula": before.formula_nl if before else ""}
    yield _("From now on: %(formula)s") % names
    if after and after.version == edit.was + 1:
        yield after.differs_nl
    yield _("Earlier half-years keep their figure and light; the new series stands beside them.")


def _words(edit: SetDefinition) -> Iterator[str]:
    """Yield the whole card as it becomes: words of before that give way are no secret either."""
    card = _card(edit.indicator_id, edit.becomes)
    if card is None:
        return
    labels = {"open": _("everybody"), "partners": _("the parties")}
    owner_only = _("the corporation itself and the municipality")
    limits = edit.limits.splitlines() or card.limits_nl
    yield _("Meaning: %(words)s") % {"words": edit.meaning or card.meaning_nl}
    if limits:
        yield _("What it does not tell: %(words)s") % {"words": " ".join(limits)}
    yield _("Owner: %(words)s.") % {"words": edit.owner or card.owner}
    who = labels.get(edit.audience or card.audience.value, owner_only)
    yield _("Who may see it per corporation: %(who)s. That holds at once, for all half-years.") % {
        "who": who
    }


def _reason(reason: str) -> str:
    return _("Reason: %(reason)s") % {"reason": reason}


def _since() -> str:
    return _(
        "From the first half-year without figures that begins when the decision counts, or after."
    )
