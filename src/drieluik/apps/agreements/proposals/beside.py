"""What a proposal changes beside the words of the agreements, in sentences for page, Word and PDF."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.defining import DefinitionEdit
from drieluik.apps.agreements.proposals.editing import (
    BESIDE_THE_TEXT,
    Parties,
    ProposedEdit,
    Subject,
)
from drieluik.apps.agreements.proposals.norming import NormEdit
from drieluik.apps.agreements.proposals.planning import CarryProject, MoveAction
from drieluik.apps.agreements.proposals.redlines import edit_label
from drieluik.reports.redline_paragraphs import BesideText


def beside_the_words(
    subjects: Sequence[Subject], party_names: Mapping[str, str]
) -> tuple[BesideText, ...]:
    """Return every change that a redline of the words does not show.

    Args:
        subjects: What the proposal is about, with the edits.
        party_names: Names of parties by code.
    """
    return tuple(
        BesideText(subject.label, edit_label(one), sentences)
        for subject in subjects
        for one in subject.edits
        if (sentences := told_beside(one, party_names))
    )


def told_beside(one: ProposedEdit, party_names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what an edit changes beside the words, in sentences; nothing when it does not."""
    edit = one.edit
    if isinstance(edit, MoveAction):
        return (edit.text, edit.told, _("Reason: %(reason)s") % {"reason": edit.reason})
    if isinstance(edit, CarryProject):
        return (edit.told, _("Reason: %(reason)s") % {"reason": edit.reason})
    if isinstance(edit, NormEdit | DefinitionEdit):
        return edit.sentences
    if isinstance(edit, BESIDE_THE_TEXT) or one.parties != Parties():
        return _party_sentences(one.parties, party_names)
    return ()


def _party_sentences(parties: Parties, names: Mapping[str, str]) -> tuple[str, ...]:
    def listed(codes: Sequence[str]) -> str:
        return ", ".join(names.get(code, code) for code in codes) or _("nobody")

    found = [
        _("Bound: %(names)s.") % {"names": listed(parties.bound)},
        _("Must agree to a change: %(names)s.") % {"names": listed(parties.consent)},
    ]
    if parties.not_party:
        told = {"names": listed(parties.not_party), "reason": parties.reason}
        found.append(_("Not a party: %(names)s. %(reason)s") % told)
    return tuple(found)
