"""Forms around the year: whose days to show, and house rules."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from drieluik.apps.calendar.choosing import mail_choices
from drieluik.apps.calendar.marking import NewMark
from drieluik.apps.decisions.fields import offer
from drieluik.core.cycle import RuleFileError, Who, rule_book
from drieluik.ui.forms import WordsField

FOR_ALL = "all"
"""Stands in a form for all who must act."""
MOST_DIGITS = 9


class PartyForm(forms.Form):
    """For whom to show the year."""

    voor = forms.ChoiceField(
        label=gettext_lazy("For"),
        required=False,
        choices=[
            ("", gettext_lazy("Everybody")),
            (Who.MUNICIPALITY.value, gettext_lazy("Municipality")),
            (Who.CORPORATION.value, gettext_lazy("Housing corporations")),
            (Who.TENANTS.value, gettext_lazy("Tenants' organisations")),
            (Who.COUNCIL.value, gettext_lazy("Municipal council")),
        ],
    )

    def party(self) -> Who | None:
        """Return the chosen kind of party; None for everybody, also after a choice unknown."""
        chosen = self.cleaned_data.get("voor", "") if self.is_valid() else ""
        return Who(chosen) if chosen else None


class RulesForm(forms.Form):
    """House rules as the text of a rule file."""

    text = forms.CharField(
        label=gettext_lazy("House rules"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "The whole file. Begin with what stands here and change what was agreed differently."
        ),
    )
    grounds = WordsField(label=gettext_lazy("Where this was agreed"), max_length=300)

    def clean_text(self) -> str:
        """Refuse what is no rule file, in its own words."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            rule_book(text)
        except RuleFileError as error:
            raise forms.ValidationError(str(error)) from error
        return text


class MarkForm(forms.Form):
    """That an item was done, by whom and when."""

    party = forms.ChoiceField(label=gettext_lazy("Who did it"))
    done_on = forms.DateField(
        label=gettext_lazy("Done on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = WordsField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example where it can be found."),
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["party"], parties)

    def mark(self) -> NewMark:
        """Return the mark as the service wants it."""
        given = self.cleaned_data
        party = given["party"]
        return NewMark(given["done_on"], None if party == FOR_ALL else int(party), given["note"])


class TakeBackForm(forms.Form):
    """Why a mark is taken back, and whose mark."""

    party = forms.CharField(widget=forms.HiddenInput)
    reason = WordsField(label=gettext_lazy("Why it is taken back"), max_length=300)

    def clean_party(self) -> int | None:
        """Return the id of the party; None for the mark that counts for all."""
        party: str = self.cleaned_data["party"]
        if party == FOR_ALL:
            return None
        if not party.isascii() or not party.isdecimal() or len(party) > MOST_DIGITS:
            raise forms.ValidationError(gettext_lazy("Choose a party of the list."))
        return int(party)


class MailsForm(forms.Form):
    """Which mails a person wants."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Which mails do you want?"),
        widget=forms.RadioSelect,
        choices=mail_choices(),
    )


class FreeDaysForm(forms.Form):
    """Days on which the parties do not meet."""

    name = WordsField(label=gettext_lazy("Which days"), max_length=120)
    first_on = forms.DateField(
        label=gettext_lazy("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = WordsField(label=gettext_lazy("Where these days stand"), max_length=300)
