"""The part of the form of a norm that asks which figure must meet what, before the norm holds."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.core.flows import measurables
from drieluik.core.norms import (
    COMPARISONS_NL,
    Comparison,
    Condition,
    Measure,
    Target,
    read_figure_in,
)
from drieluik.core.norms.dutch import exact_nl

CONDITION_FIELDS = ("condition_figure", "condition_comparison", "condition_value")
_COMPARISONS = (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUALS)


class ConditionForm(forms.Form):
    """Ask for a figure and its target; without a figure there is no such condition."""

    condition_figure = forms.ChoiceField(
        label=gettext_lazy("Provided that this figure"),
        required=False,
        help_text=gettext_lazy(
            "Of all corporations together, over the same period. While it misses what you fill in "
            "below, the norm does not hold. Choose nothing when no figure tells it."
        ),
    )
    condition_comparison = forms.ChoiceField(
        label=gettext_lazy("Direction of the condition"),
        required=False,
        choices=[(one.value, COMPARISONS_NL[one]) for one in _COMPARISONS],
    )
    condition_value = forms.CharField(
        label=gettext_lazy("Value of the condition"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("In the unit of that figure, such as 90%, EUR 125,50 or 12."),
    )

    def offer_conditions(self) -> None:
        """Offer every figure that is one figure; of some only the parts are."""
        whole = [one for one in measurables().values() if not one.needs_breakdown]
        names = sorted((one.name_nl, one.indicator_id) for one in whole)
        offered = [("", _("no figure")), *((indicator_id, name) for name, indicator_id in names)]
        self.fields["condition_figure"].choices = offered  # type: ignore[attr-defined]

    def condition_in(self, given: Mapping[str, Any]) -> Condition | None:
        """Return the condition that was filled in; what is wrong stands at its field."""
        value = given.get("condition_value", "").strip()
        known = measurables().get(given.get("condition_figure") or "")
        if known is None:
            if value and "condition_figure" not in self.errors:
                self.add_error(
                    "condition_value", _("Choose above which figure this is, or leave it empty.")
                )
            return None
        if not value:
            self.add_error("condition_value", _("Fill in a figure."))
            return None
        try:
            bound = figure_in(known.measure, value)
        except forms.ValidationError as fault:
            self.add_error("condition_value", fault)
            return None
        comparison = Comparison(given.get("condition_comparison") or Comparison.AT_LEAST)
        return Condition(known.indicator_id, Target(comparison, (bound,), known.measure))


def condition_initial(condition: Condition | None) -> dict[str, str]:
    """Return what the form starts from."""
    if condition is None:
        return dict.fromkeys(CONDITION_FIELDS, "")
    target = condition.target
    value = exact_nl(target.bounds[0], target.measure)
    return dict(
        zip(CONDITION_FIELDS, (condition.indicator_id, target.comparison.value, value), strict=True)
    )


def figure_in(measure: Measure, given: str) -> float:
    """Read a figure in its unit.

    Raises:
        ValidationError: It cannot be read, or is a share above the whole.
    """
    figure = read_figure_in(measure, given)
    if figure is None:
        said = _("‘%(given)s’ cannot be read.") % {"given": given}
        raise forms.ValidationError(f"{said} {unit_help(measure)}")
    if measure is Measure.SHARE and figure > 1:
        raise forms.ValidationError(_("A percentage is at most %(most)s.") % {"most": "100%"})
    return figure


def unit_help(measure: Measure) -> str:
    """Say how a figure in a unit is written."""
    return {
        Measure.SHARE: _("Write a percentage, such as %(example)s.") % {"example": "90%"},
        Measure.EUR: _("Write an amount, such as EUR 125,50."),
        Measure.NUMBER: _("Write a number, such as 12."),
    }[measure]
