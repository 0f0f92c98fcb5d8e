"""The form of a publication: what to prepare."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from drieluik.apps.monitor.selectors.to_publish import calculated_periods
from drieluik.apps.releases.services import Wanted
from drieluik.apps.releases.wording import shape_label
from drieluik.core.disclosure import rule_set
from drieluik.core.flows import PUBLIC_TABLES, Shape, shapes_of
from drieluik.ui.asking import ReasonForm
from drieluik.ui.forms import WordsField
from drieluik.ui.templatetags.drieluik import half_year

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
        periods = [
            (each, capfirst(half_year(each)))
            for each in calculated_periods(municipality_id=municipality_id)
        ]
        tables = [(one.id, one.name_nl) for one in PUBLIC_TABLES]
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        self.fields["tables"].choices = tables  # type: ignore[attr-defined]
        self.fields["tables"].initial = [code for code, _name in tables]

        today = timezone.localdate()
        for one in PUBLIC_TABLES:
            self.fields[_shape_field(one.id)] = _ShapeField(
                label=one.name_nl,
                choices=[
                    (each.value, shape_label(each))
                    for each in shapes_of(one, rule_set(one.rules, today))
                ],
                initial=Shape.BUURTEN.value,
            )

    @property
    def always(self) -> list[forms.BoundField]:
        """What is asked of every publication."""
        return [self["period"], self["tables"], self["note"]]

    @property
    def shapes(self) -> list[forms.BoundField]:
        """In which shape each figure is made."""
        return [self[_shape_field(one.id)] for one in PUBLIC_TABLES]

    @property
    def asks_shapes(self) -> bool:
        """Whether a shape was chosen, so that the choices are not folded."""
        return any(
            one.value() not in (None, "", Shape.BUURTEN.value) or one.errors for one in self.shapes
        )

    def given(self) -> Wanted:
        """Return what was asked."""
        cleaned = self.cleaned_data
        shapes = {one.id: cleaned[_shape_field(one.id)] for one in PUBLIC_TABLES}
        return Wanted(cleaned["period"], cleaned["tables"], cleaned["note"], shapes)


class _ShapeField(forms.ChoiceField):
    """A choice that is per buurt as long as nobody chose."""

    def clean(self, value: Any) -> Any:
        return super().clean(value or self.initial)


def _shape_field(table_id: str) -> str:
    return f"vorm_{table_id}"


class PercentForm(forms.Form):
    """Ask by which percentage amounts are protected."""

    percent = forms.IntegerField(
        label=gettext_lazy("Percentage"),
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("A whole number from 1 to 100. The higher, the more is hidden."),
    )


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
