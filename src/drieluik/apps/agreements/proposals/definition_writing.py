"""From what a person filled in to edits of definitions, and back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.proposals.defining import (
    DefinitionNow,
    EndDefinition,
    SetDefinition,
)
from drieluik.apps.agreements.proposals.desk import Desk, new_id
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.core.indicators import Audience, Indicator, indicator, versions_of
from drieluik.ui.forms import WordsField

_MOST = 1000


class DefinitionForm(forms.Form):
    """Which version counts, and the words that the parties choose for it."""

    version = forms.ChoiceField(
        label=gettext_lazy("Which version counts"), widget=forms.RadioSelect
    )
    meaning = WordsField(label=gettext_lazy("What the figure tells"), max_length=_MOST, rows=3)
    limits = WordsField(
        label=gettext_lazy("What it does not tell"),
        required=False,
        max_length=_MOST,
        rows=3,
        help_text=gettext_lazy("A line for each limit."),
    )
    owner = WordsField(label=gettext_lazy("Who keeps the definition"), max_length=120)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may see the figure per corporation and per buurt"),
        choices=[
            (Audience.OPEN.value, gettext_lazy("everybody")),
            (Audience.PARTNERS.value, gettext_lazy("the parties")),
            (Audience.OWNER.value, gettext_lazy("the corporation itself and the municipality")),
        ],
    )
    reason = WordsField(label=gettext_lazy("Why"), max_length=500, rows=3)

    def __init__(self, *args: Any, versions: tuple[Indicator, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = self.fields["version"]
        if isinstance(version, forms.ChoiceField):
            version.choices = [(str(card.version), _version_label(card)) for card in versions]


class EndDefinitionForm(forms.Form):
    """Why a figure is no longer calculated."""

    reason = WordsField(
        label=gettext_lazy("Why is the figure no longer needed?"), max_length=500, rows=3
    )


def definition_form(desk: Desk, given: Any) -> forms.Form:
    """Ask which version of the chosen indicator counts, and in which words."""
    now = desk.definition
    card = now.card
    initial = {
        "version": str(card.version),
        "meaning": card.meaning_nl,
        "limits": "\n".join(card.limits_nl),
        "owner": card.owner,
        "audience": card.audience.value,
    }
    for one in desk.own(SetDefinition):
        if isinstance(one.edit, SetDefinition):
            initial |= _written(one.edit)
    return DefinitionForm(given, versions=versions_of(card.id), initial=initial)


def build_definition(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit of the chosen definition; none when nothing becomes otherwise.

    Words that were left as they were on the card before are those of the card that comes.
    """
    now = desk.definition
    becomes = indicator(now.card.id, int(given["version"]))
    own = {name: _own(given[name], name, now, becomes) for name in _WORDS}
    if now.version == becomes.version and own == _kept(now, becomes):
        return []
    edit = SetDefinition(
        id=new_id(desk.own(SetDefinition)),
        subject=desk.subject,
        indicator_id=now.card.id,
        number=now.number,
        was=now.version,
        becomes=becomes.version,
        reason=given["reason"].strip(),
        **own,
    )
    return [ProposedEdit(edit)]


def end_definition_form(desk: Desk, given: Any) -> forms.Form:
    """Ask why the chosen figure is no longer needed."""
    reasons = [
        one.edit.reason for one in desk.own(EndDefinition) if isinstance(one.edit, EndDefinition)
    ]
    return EndDefinitionForm(given, initial={"reason": reasons[0]} if reasons else {})


def build_end_definition(desk: Desk, given: Mapping[str, Any]) -> list[ProposedEdit]:
    """Return the edit that takes the chosen figure out of the catalogue."""
    now = desk.definition
    edit = EndDefinition(
        id=new_id(desk.own(EndDefinition)),
        subject=desk.subject,
        indicator_id=now.card.id,
        number=now.number,
        was=now.version,
        reason=given["reason"].strip(),
    )
    return [ProposedEdit(edit)]


_WORDS = ("meaning", "limits", "owner", "audience")


def _words_of(card: Indicator) -> dict[str, str]:
    return {
        "meaning": card.meaning_nl,
        "limits": "\n".join(card.limits_nl),
        "owner": card.owner,
        "audience": card.audience.value,
    }


def _own(given: str, name: str, now: DefinitionNow, becomes: Indicator) -> str:
    """Return words of the parties; empty when they are those of the product's own card."""
    words = "\n".join(line.strip() for line in given.strip().splitlines() if line.strip())
    shipped = [_words_of(indicator(now.card.id, one.version))[name] for one in (now.card, becomes)]
    return "" if words in shipped else words


def _kept(now: DefinitionNow, becomes: Indicator) -> dict[str, str]:
    return {name: _own(words, name, now, becomes) for name, words in _words_of(now.card).items()}


def _written(edit: SetDefinition) -> dict[str, str]:
    shipped = _words_of(indicator(edit.indicator_id, edit.becomes))
    own = {name: getattr(edit, name) or shipped[name] for name in _WORDS}
    return own | {"version": str(edit.becomes), "reason": edit.reason}


def _version_label(card: Indicator) -> str:
    names = {"version": card.version, "formula": card.formula_nl, "differs": card.differs_nl}
    if not card.differs_nl:
        return _("Version %(version)s: %(formula)s") % names
    return _("Version %(version)s: %(formula)s Otherwise than before: %(differs)s") % names
