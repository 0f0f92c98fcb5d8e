"""Forms of proposals: its words, its edits, positions and rules."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.contents import is_usable_number
from drieluik.apps.agreements.models import ConsentRule, Position, Proposal
from drieluik.apps.agreements.proposals.policies import check_paper_has_its_day
from drieluik.core.documents.texts import MOST_LINES, MOST_SIGNS
from drieluik.ui.forms import WordsField

Choices = Sequence[tuple[str, str]]


def number_that_is_usable(given: str) -> str:
    """Return a number that can be an address.

    Raises:
        ValidationError: It cannot.
    """
    number = given.strip()
    if not is_usable_number(number):
        raise forms.ValidationError(
            _("Use digits, letters, points and hyphens, such as 3.2 or A-1.")
        )
    return number


class ProposalForm(forms.Form):
    """What a proposal is and why it is made."""

    title = WordsField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("In a few words, such as: Talk four times a year."),
    )
    motive = WordsField(label=gettext_lazy("Why do you propose this?"), max_length=10_000, rows=4)
    reason = forms.ChoiceField(
        label=gettext_lazy("Where does it come from?"), choices=Proposal.Reason.choices
    )
    party = forms.ChoiceField(label=gettext_lazy("On behalf of"))
    step = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parties: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not parties:
            del self.fields["party"]
            return
        _offer(self.fields["party"], parties)
        if len(parties) == 1:
            self.initial.setdefault("party", parties[0][0])
            self.fields["party"].widget = forms.HiddenInput()


class WordsForm(forms.Form):
    """Other words for an agreement."""

    heading = WordsField(label=gettext_lazy("Heading"), required=False, max_length=300)
    text = WordsField(
        label=gettext_lazy("Text of the agreement"),
        max_length=MOST_SIGNS,
        most_lines=MOST_LINES,
        help_text=gettext_lazy(
            "Change the words here. Drieluik shows by itself what is new and what falls away."
        ),
        rows=8,
    )


class SectionForm(forms.Form):
    """Other words for the goal and the how of a section."""

    goal = WordsField(
        label=gettext_lazy("Goal"),
        required=False,
        max_length=MOST_SIGNS,
        most_lines=MOST_LINES,
        rows=4,
    )
    how = WordsField(
        label=gettext_lazy("How"),
        required=False,
        max_length=MOST_SIGNS,
        most_lines=MOST_LINES,
        rows=4,
    )


class PlaceForm(forms.Form):
    """Number and place of an agreement."""

    number = forms.CharField(label=gettext_lazy("Number"), max_length=20)
    place = forms.ChoiceField(label=gettext_lazy("Place in the document"))

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["place"], places)

    def clean_number(self) -> str:
        """Refuse a number that cannot be an address."""
        return number_that_is_usable(self.cleaned_data["number"])


class NewClauseForm(PlaceForm):
    """A new agreement with its parties."""

    heading = WordsField(label=gettext_lazy("Heading"), required=False, max_length=300)
    text = WordsField(
        label=gettext_lazy("Text of the agreement"),
        max_length=MOST_SIGNS,
        most_lines=MOST_LINES,
        rows=8,
    )
    bound = forms.MultipleChoiceField(
        label=gettext_lazy("Bound: these parties must act"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent = forms.MultipleChoiceField(
        label=gettext_lazy("Consent: these parties must agree to a change"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("bound", "consent"):
            _offer(self.fields[name], parties)

    def clean_bound(self) -> list[str]:
        """An agreement binds somebody."""
        bound: list[str] = self.cleaned_data["bound"]
        if not bound:
            raise forms.ValidationError(_("Say which parties must act on it."))
        return bound


class RepealForm(forms.Form):
    """What comes in the place of an agreement that falls away."""

    successor = forms.ChoiceField(label=gettext_lazy("What comes in its place?"), required=False)

    def __init__(self, *args: Any, successors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = ("", _("Nothing: the agreement falls away"))
        _offer(self.fields["successor"], [nothing, *successors])


class MoveActionForm(forms.Form):
    """A later year for an action of a focus project."""

    year = forms.IntegerField(label=gettext_lazy("To which year?"), max_value=2100)
    quarters = forms.MultipleChoiceField(
        label=gettext_lazy("In which quarters?"),
        choices=[(f"Q{number}", f"Q{number}") for number in range(1, 5)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = WordsField(
        label=gettext_lazy("Why does the action move?"),
        max_length=500,
        help_text=gettext_lazy("Such as: there is no cover for it in the budget of 2020."),
        rows=3,
    )

    def __init__(self, *args: Any, stands_in: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("year", stands_in + 1)
        self._stands_in = stands_in

    def clean_year(self) -> int:
        """Only a later year."""
        year: int = self.cleaned_data["year"]
        if year <= self._stands_in:
            raise forms.ValidationError(
                _("The action stands in %(year)s. Name a later year.") % {"year": self._stands_in}
            )
        return year


class CarryProjectForm(forms.Form):
    """Which actions of a focus project go on in the next year."""

    actions = forms.MultipleChoiceField(
        label=gettext_lazy("Which actions come along?"), widget=forms.CheckboxSelectMultiple
    )
    reason = WordsField(label=gettext_lazy("Why does the project go on?"), max_length=500, rows=3)

    def __init__(self, *args: Any, actions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["actions"], actions)
        self.initial.setdefault("actions", [key for key, _label in actions])


class PositionForm(forms.Form):
    """What a party says about the agreements of a proposal."""

    party = forms.TypedChoiceField(label=gettext_lazy("On behalf of"), coerce=int)
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("About"), widget=forms.CheckboxSelectMultiple
    )
    verdict = forms.ChoiceField(
        label=gettext_lazy("Position"), choices=Position.Verdict.choices, widget=forms.RadioSelect
    )
    reason = WordsField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Needed with a reservation or an objection. Everybody reads it."),
        rows=3,
    )

    def __init__(self, *args: Any, parties: Choices, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["party"], parties)
        _offer(self.fields["subjects"], subjects)
        if len(parties) == 1:
            self.initial.setdefault("party", parties[0][0])
            self.fields["party"].widget = forms.HiddenInput()
        self.initial.setdefault("subjects", [key for key, _label in subjects])

    def clean(self) -> dict[str, Any]:
        """Show at the field what the service would refuse."""
        given = super().clean() or {}
        needs = given.get("verdict") in ("reservation", "object")
        if needs and not given.get("reason", "").strip():
            self.add_error("reason", _("Say what your reservation or objection is."))
        return given


class SpokenPositionForm(PositionForm):
    """A position of a delegate, for himself or herself or in the place of another one."""

    speaks_as = forms.TypedChoiceField(
        label=gettext_lazy("How do you speak?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Everybody sees it with the position."),
        error_messages={
            "invalid_choice": gettext_lazy(
                "You cannot speak in this person's place, or no longer. Look at the page again and"
                " give the position for yourself, or not."
            )
        },
    )
    field_order = ("party", "speaks_as", "subjects", "verdict", "reason")

    def __init__(self, *args: Any, in_place_of: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [*in_place_of, ("", _("For myself, as a delegate"))]
        _offer(self.fields["speaks_as"], offered)
        self.initial.setdefault("speaks_as", offered[0][0])
        if not in_place_of:
            self.fields["speaks_as"].widget = forms.HiddenInput()


class WrittenPositionForm(PositionForm):
    """A position that came on paper."""

    paper = WordsField(
        label=gettext_lazy("Name of the paper"),
        max_length=300,
        help_text=gettext_lazy("Such as: letter of the committee of 3 March 2020."),
    )
    paper_on = forms.DateField(
        label=gettext_lazy("Day on the paper"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "A letter is as old as the day on it. What a delegate of the party said on that day or "
            "later, counts above it; both stay visible."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_paper_on(self) -> date:
        """Refuse a letter of tomorrow."""
        on: date = self.cleaned_data["paper_on"]
        objection = check_paper_has_its_day.objection(on=on, today=self._today)
        if objection:
            raise forms.ValidationError(objection)
        return on


class ConsentRuleForm(forms.Form):
    """How consent is counted."""

    municipality = forms.ChoiceField(
        label=gettext_lazy("Municipality"), choices=ConsentRule.Quorum.choices
    )
    corporation = forms.ChoiceField(
        label=gettext_lazy("Corporations"), choices=ConsentRule.Quorum.choices
    )
    tenants = forms.ChoiceField(
        label=gettext_lazy("Tenants' organisations"), choices=ConsentRule.Quorum.choices
    )
    reservation_counts = forms.BooleanField(
        label=gettext_lazy("Agreeing with a reservation counts as consent"), required=False
    )
    grounds = WordsField(label=gettext_lazy("Where did the parties agree to this?"), max_length=300)


class ApprovalsForm(forms.Form):
    """Which bodies of the own party approve its positions."""

    bodies = WordsField(
        label=gettext_lazy("Bodies that must approve, one per line"),
        required=False,
        help_text=gettext_lazy("Such as: board, tenants' council. Empty means: none."),
        rows=3,
    )


def _offer(field: forms.Field, choices: Choices) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
