"""The form of a publication: what to prepare."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from drieluik.apps.monitor.selectors.to_publish import calculated_periods
from drieluik.apps.releases.services import Wanted
from drieluik.core.flows import PUBLIC_TABLES
from drieluik.ui.asking import ReasonForm
from drieluik.ui.forms import WordsField

_REASON = 1_000


class PrepareForm(forms.Form):
    """Ask over which half-year, which figures, and what is different from what was public."""

    period = forms.ChoiceField(label=gettext_lazy("Half-year"))
    tables = forms.MultipleChoiceField(
        label=gettext_lazy("Figures"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Figures that are not complete or cannot be protected are left out, with the reason."
        ),
    )
    note = WordsField(
        label=gettext_lazy("What is different now"),
        max_length=_REASON,
        required=False,
        rows=3,
        help_text=gettext_lazy(
            "Only when figures over this half-year were public before. Everybody can read this."
        ),
    )

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = calculated_periods(municipality_id=municipality_id)
        tables = [(one.id, one.name_nl) for one in PUBLIC_TABLES]
        self.fields["period"].choices = [(each, each) for each in periods]  # type: ignore[attr-defined]
        self.fields["tables"].choices = tables  # type: ignore[attr-defined]
        self.fields["tables"].initial = [code for code, _name in tables]

    def given(self) -> Wanted:
        """Return what was asked."""
        cleaned = self.cleaned_data
        return Wanted(cleaned["period"], cleaned["tables"], cleaned["note"])


class WithdrawForm(ReasonForm):
    """Why figures are withdrawn, for the parties and for everybody."""

    reason = WordsField(label=gettext_lazy("Why, for the parties?"), max_length=500, rows=3)
    told = WordsField(
        label=gettext_lazy("Why, in words for everybody?"),
        max_length=500,
        rows=3,
        help_text=gettext_lazy(
            "This stands on the public pages, with the day. Tell no number and no name."
        ),
    )
