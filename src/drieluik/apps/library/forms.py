"""Forms of the library."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.library.models import Edition
from drieluik.apps.library.services import NewEdition, Served
from drieluik.ui.forms import WordsField

Choices = Sequence[tuple[str, str]]


class EditionForm(forms.Form):
    """What is said of an edition, with its file or link."""

    title = WordsField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of work"), choices=Edition.Kind.choices)
    author = WordsField(
        label=gettext_lazy("Organisation that wrote it"),
        max_length=200,
        help_text=gettext_lazy("An organisation, no names of persons."),
    )
    dated_on = forms.DateField(
        label=gettext_lazy("Date of the work"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    summary = WordsField(
        label=gettext_lazy("In plain words"),
        max_length=3000,
        help_text=gettext_lazy("For somebody who reads nothing else: what does it say?"),
        rows=5,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Word (.docx), PDF, or plain text; at most 10 MB."),
    )
    link = forms.URLField(
        label=gettext_lazy("Or a link to where it is"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    publicness = forms.ChoiceField(
        label=gettext_lazy("Who may read it?"),
        choices=Edition.Publicness.choices,
        widget=forms.RadioSelect,
        initial=Edition.Publicness.PARTNERS,
    )
    ground = WordsField(
        label=gettext_lazy("Why only your own party?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Only needed when nobody else may read it."),
    )

    def clean(self) -> dict[str, Any]:
        """Say at the field itself what is missing."""
        given: dict[str, Any] = super().clean() or {}
        file, link = given.get("file"), given.get("link")
        if not file and not link and not {"file", "link"} & set(self.errors):
            self.add_error("file", _("Choose a file, or give a link."))
        if file and link:
            self.add_error("link", _("Choose a file, or give a link: not both."))
        if given.get("publicness") == Edition.Publicness.PARTY and not given.get("ground"):
            self.add_error("ground", _("Say why only your own party may read it."))
        return given

    def edition(self) -> NewEdition:
        """Return the edition as the service wants it."""
        given = self.cleaned_data
        file = given["file"]
        return NewEdition(
            kind=given["kind"],
            title=given["title"],
            author=given["author"],
            dated_on=given["dated_on"],
            summary=given["summary"],
            publicness=given["publicness"],
            ground=given["ground"],
            file_name=file.name if file else "",
            content=file.read() if file else b"",
            link=given["link"],
        )


class ServedForm(forms.Form):
    """Which themes and agreements a work serves."""

    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    clauses = forms.CharField(
        label=gettext_lazy("Agreements it serves"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Their numbers, with a comma in between: 3.8, 3.9."),
    )

    def __init__(
        self, *args: Any, theme_choices: Choices, clause_ids: Mapping[str, UUID], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        themes = self.fields["themes"]
        if isinstance(themes, forms.MultipleChoiceField):
            themes.choices = theme_choices
        self._clause_ids = clause_ids

    def clean_clauses(self) -> list[UUID]:
        """Return the ids of the numbers; name every number that is not in force."""
        numbers = re.findall(r"[^\s,;]+", self.cleaned_data["clauses"])
        unknown = [number for number in numbers if number not in self._clause_ids]
        if unknown:
            raise forms.ValidationError(
                _("There is no agreement with this number: %(numbers)s.")
                % {"numbers": ", ".join(unknown)}
            )
        return [self._clause_ids[number] for number in dict.fromkeys(numbers)]

    def served(self) -> Served:
        """Return what the work serves, as the service wants it."""
        given = self.cleaned_data
        return Served(tuple(given["themes"]), tuple(given["clauses"]))


class WorkForm(EditionForm, ServedForm):
    """A first edition with what the work serves, and for which party it is brought in."""

    party = forms.ChoiceField(label=gettext_lazy("For which party?"))
    field_order = (
        "party",
        *("title", "kind", "author", "dated_on", "summary"),
        *("file", "link", "publicness", "ground"),
        *("themes", "clauses"),
    )

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        if isinstance(party, forms.ChoiceField):
            party.choices = parties
        if len(parties) == 1:
            party.widget = forms.HiddenInput()
            party.initial = parties[0][0]


class WithdrawForm(forms.Form):
    """Why a work is withdrawn."""

    reason = WordsField(
        label=gettext_lazy("Why?"),
        max_length=500,
        help_text=gettext_lazy("Whoever looks for this work, reads this instead."),
        rows=3,
    )
