"""Forms of the register."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements import policies
from drieluik.apps.agreements.contents import is_usable_number
from drieluik.ui.forms import WordsField

Choices = Sequence[tuple[str, str]]


class BindingsForm(forms.Form):
    """Ask whom an agreement binds and whose consent it needs."""

    bound = forms.MultipleChoiceField(
        label=gettext_lazy("Bound: these parties must act"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    consent = forms.MultipleChoiceField(
        label=gettext_lazy("Consent: these parties must agree to a change"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    not_party = forms.MultipleChoiceField(
        label=gettext_lazy("Not a party: this agreement expressly leaves them out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = WordsField(
        label=gettext_lazy("Why they are not a party"), required=False, max_length=300
    )
    whole_theme = forms.BooleanField(
        label=gettext_lazy("Record the same for all agreements of this theme"), required=False
    )

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("bound", "consent", "not_party"):
            _offer(self.fields[name], parties)

    def clean(self) -> dict[str, Any]:
        """Show at the field what the service would refuse."""
        given = super().clean() or {}
        excluded = set(given.get("not_party", ()))
        if excluded & {*given.get("bound", ()), *given.get("consent", ())}:
            self.add_error(
                "not_party", _("A party cannot be bound and be no party at the same time.")
            )
        if excluded and not given.get("reason", "").strip():
            self.add_error("reason", _("Say why this party is no party to the agreement."))
        return given


class UploadForm(forms.Form):
    """Ask for the document."""

    document = forms.FileField(
        label=gettext_lazy("Agreements document"),
        help_text=gettext_lazy("Word (.docx), PDF with text, Markdown or plain text; up to 2 MB."),
        allow_empty_file=True,
        max_length=255,
    )

    def clean_document(self) -> Any:
        """Refuse what cannot be read, at the field."""
        uploaded = self.cleaned_data["document"]
        objection = policies.check_can_be_read.objection(n_bytes=uploaded.size)
        if objection:
            raise forms.ValidationError(objection)
        return uploaded


class StepForm(forms.Form):
    """The step of the document that the person was looking at."""

    step = forms.IntegerField(widget=forms.HiddenInput)


class EditForm(forms.Form):
    """Number, heading and words of one agreement."""

    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=20)
    heading = WordsField(label=gettext_lazy("Heading"), required=False, max_length=300)
    text = WordsField(label=gettext_lazy("Text"), strip=True, rows=8)

    def clean_number(self) -> str:
        """Refuse a number that cannot be an address."""
        number: str = self.cleaned_data["number"].strip()
        if number and not is_usable_number(number):
            raise forms.ValidationError(
                _("Use digits, letters, points and hyphens, such as 3.2 or A-1.")
            )
        return number


class DoubtForm(forms.Form):
    """What is filled in, or decided, about one doubt of the reader."""

    finding = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    element = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=1000)


class SplitForm(forms.Form):
    """The words with an empty line where the second agreement begins."""

    parts = WordsField(
        label=gettext_lazy("Put an empty line where the second agreement begins"),
        strip=False,
        rows=8,
    )


class MoveForm(forms.Form):
    """Where an agreement belongs."""

    section = forms.ChoiceField(label=gettext_lazy("Theme and part"))

    def __init__(self, *args: Any, sections: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["section"], sections)


class ConfirmForm(forms.Form):
    """The last look before a document becomes the register."""

    in_force_from = forms.DateField(
        label=gettext_lazy("In force from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    counted = forms.BooleanField(label=gettext_lazy("The number of agreements is right"))
    compared = forms.BooleanField(
        label=gettext_lazy("I compared the outline with the source, also what has no place")
    )
    doubts = forms.BooleanField(label=gettext_lazy("I looked at every doubt that is shown"))
    explanation = WordsField(
        label=gettext_lazy("What did you decide about the doubts, and why?"),
        max_length=500,
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        explanation = self.fields["explanation"]
        explanation.required = asks_reason
        if asks_reason:
            explanation.help_text = _("About the doubts that you did not settle one by one.")


class WithdrawForm(forms.Form):
    """Why a document is withdrawn."""

    reason = WordsField(label=gettext_lazy("Why do you withdraw it?"), max_length=500)


def _offer(field: forms.Field, choices: Choices) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
