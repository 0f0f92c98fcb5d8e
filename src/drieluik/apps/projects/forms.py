"""Forms around focus projects: progress, who leads, costs and cover, and results."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.projects.budgeting import Statement
from drieluik.apps.projects.budgeting import faults_of as faults_of_costs
from drieluik.apps.projects.delivering import Delivered
from drieluik.apps.projects.delivering import faults_of as faults_of_result
from drieluik.apps.projects.documents import Documents, by_place
from drieluik.apps.projects.models import CostLine, Progress
from drieluik.apps.projects.reporting import Report, faults_of
from drieluik.ui.forms import WordsField

Choices = Sequence[tuple[str, str]]


class ProgressForm(forms.Form):
    """How far an action is in a quarter; what is wrong stands at its field, all at once."""

    quarter = forms.ChoiceField(label=gettext_lazy("Quarter"))
    state = forms.ChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=Progress.State.choices,
        widget=forms.RadioSelect,
    )
    reason = WordsField(
        label=gettext_lazy("Explanation"),
        required=False,
        help_text=gettext_lazy(
            "Needed when the action is delayed or dropped, or when a closed action opens again. "
            "Name no persons: everybody who takes part reads it."
        ),
        rows=3,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, quarters: Choices, before: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before, self._on = before, on
        field = self.fields["quarter"]
        if isinstance(field, forms.ChoiceField):
            field.choices = quarters

    def clean(self) -> dict[str, Any]:
        """Say at each field what the service would refuse."""
        given = super().clean() or {}
        report = Report(given.get("quarter", ""), given.get("state", ""), given.get("reason", ""))
        for field, sentence in faults_of(report, before=self._before, on=self._on).items():
            if field not in self.errors:
                self.add_error(field, sentence)
        return given

    def report(self) -> Report:
        """Return what was filled in."""
        given = self.cleaned_data
        return Report(given["quarter"], given["state"], given["reason"])


class LeadForm(forms.Form):
    """An organisation that leads, and a person there."""

    party = forms.TypedChoiceField(label=gettext_lazy("Organisation"), coerce=int)
    person = WordsField(
        label=gettext_lazy("Person"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Only municipality, corporations and tenants' organisations see this name. "
            "It is never public and stands in no download."
        ),
    )

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        if isinstance(field, forms.ChoiceField):
            field.choices = parties


class CostsForm(forms.Form):
    """What an action costs an organisation in a year, and what of it is covered."""

    party = forms.TypedChoiceField(label=gettext_lazy("Organisation"), coerce=int)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    cost = forms.CharField(
        label=gettext_lazy("Costs in euro"),
        max_length=20,
        help_text=gettext_lazy("Such as 1.250,50. Write 0 when it costs nothing any more."),
    )
    cover = forms.CharField(
        label=gettext_lazy("Covered, in euro"),
        max_length=20,
        help_text=gettext_lazy("What stands in a budget that has been adopted."),
    )
    explanation = WordsField(
        label=gettext_lazy("What is covered and what is not?"), required=False, rows=3
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who reads these amounts?"), choices=CostLine.Audience.choices
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        if isinstance(field, forms.ChoiceField):
            field.choices = parties

    def clean(self) -> dict[str, Any]:
        """Say at each field what the service would refuse."""
        given = super().clean() or {}
        for field, sentence in faults_of_costs(_statement(given)).items():
            if field not in self.errors:
                self.add_error(field, sentence)
        return given

    def statement(self) -> Statement:
        """Return what was filled in."""
        return _statement(self.cleaned_data)


def _statement(given: dict[str, Any]) -> Statement:
    return Statement(
        party_id=given.get("party") or 0,
        year=given.get("year") or 0,
        cost=given.get("cost", ""),
        cover=given.get("cover", ""),
        explanation=given.get("explanation", ""),
        audience=given.get("audience", ""),
    )


class ResultForm(forms.Form):
    """Something that the project delivered."""

    title = WordsField(label=gettext_lazy("What was delivered?"), max_length=200)
    delivered_on = forms.DateField(
        label=gettext_lazy("Delivered on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    document = forms.ChoiceField(
        label=gettext_lazy("Document in Drieluik"),
        required=False,
        help_text=gettext_lazy(
            "From the library or of a meeting. Whoever may not read it does not see its title "
            "here either."
        ),
    )
    paper = WordsField(
        label=gettext_lazy("Name of a paper kept elsewhere"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Such as: memo for the core team of 24 June 2020."),
    )
    link = forms.CharField(
        label=gettext_lazy("Link"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Address of the page where it can be read."),
    )

    def __init__(self, *args: Any, documents: Documents, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents = documents
        field = self.fields["document"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("None of these")), *by_place(documents.values())]

    def clean(self) -> dict[str, Any]:
        """Say at each field what the service would refuse."""
        given = super().clean() or {}
        faults = faults_of_result(self._told(given), on=localdate(), documents=self._documents)
        for field, sentence in faults.items():
            if field not in self.errors:
                self.add_error(field, sentence)
        return given

    def told(self) -> Delivered:
        """Return what was filled in."""
        return self._told(self.cleaned_data)

    def _told(self, given: dict[str, Any]) -> Delivered:
        return Delivered(
            title=given.get("title", ""),
            paper=given.get("paper", ""),
            link=given.get("link", ""),
            delivered_on=given.get("delivered_on") or localdate(),
            document=given.get("document", ""),
        )
