"""The form of what a recipient gets."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.exports.services import Choice
from drieluik.core.flows import PUBLIC_TABLES
from drieluik.ui.forms import WordsField


class PlanForm(forms.Form):
    """Ask who gets which figures, from which half-year, and how soon after it."""

    recipient_id = forms.TypedChoiceField(label=gettext_lazy("Who gets it?"), coerce=int)
    asked_in = WordsField(
        label=gettext_lazy("Where does it stand what the recipient asks?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "A letter, a format, a date. Leave it empty when nothing is recorded; the file says so."
        ),
    )
    from_period = forms.ChoiceField(label=gettext_lazy("From which half-year?"))
    days_after = forms.IntegerField(
        label=gettext_lazy("How many days after the half-year is the file made?"),
        min_value=1,
        max_value=730,
        help_text=gettext_lazy("Agree on this with the recipient; no law says it."),
    )
    public_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Figures that are given once they are public"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Figures that are given also when they are not public"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "Only by agreement of the parties: each corporation with figures in it approves first. "
            "They are protected as strictly as public figures."
        ),
    )
    ground = WordsField(
        label=gettext_lazy("Where does that agreement stand?"), max_length=300, required=False
    )
    agreed_by = WordsField(label=gettext_lazy("Who agreed it?"), max_length=200, required=False)
    agreed_until = forms.DateField(
        label=gettext_lazy("From which day does it no longer hold?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        *args: Any,
        recipients: Sequence[tuple[int, str]],
        periods: Sequence[str],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        tables = [(one.id, one.name_nl) for one in PUBLIC_TABLES]
        choices: dict[str, list[Any]] = {
            "recipient_id": [("", _("Choose")), *recipients],
            "from_period": [(each, each) for each in periods],
            "public_ids": tables,
            "agreed_ids": tables,
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Name everything that lacks at its own field, at once."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("public_ids") and not given.get("agreed_ids"):
            self.add_error("public_ids", _("Choose at least one figure."))
        if given.get("agreed_ids"):
            for name in ("ground", "agreed_by", "agreed_until"):
                if name not in self.errors and not given.get(name):
                    self.add_error(name, _("Needed for figures that are not public."))
            until = given.get("agreed_until")
            if until is not None and until <= self.today:
                self.add_error("agreed_until", _("The agreement must hold after today."))
        return given

    def given(self) -> Choice:
        """Return what was chosen."""
        return Choice(**self.cleaned_data)
