"""Forms for norms, judgements and remarks beside figures."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from drieluik.apps.monitor.models import Judgement, LightByHand
from drieluik.ui.forms import WordsField


def _periods(periods: list[str]) -> list[tuple[str, str]]:
    return [(period, period) for period in periods]


class NormForm(forms.Form):
    """Ask for the text of a norm, what it means, and from which half-year it counts."""

    text = forms.CharField(
        label=_("Norm"),
        strip=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "norm-text"}),
        help_text=_("One property per line: name, colon, value. The help below lists them."),
    )
    explanation = WordsField(
        label=_("Explanation in plain words"),
        required=False,
        max_length=1000,
        help_text=_("Why this figure, and what it does not tell."),
        rows=3,
    )
    from_period = forms.ChoiceField(
        label=_("Counts from"),
        help_text=_("Earlier half-years keep the light they have."),
    )

    def __init__(self, *args: Any, periods: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_period"].choices = _periods(periods)  # type: ignore[attr-defined]


class RetireForm(forms.Form):
    """Ask from when a norm no longer counts, and why."""

    from_period = forms.ChoiceField(label=_("No longer counts from"))
    reason = WordsField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, periods: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_period"].choices = _periods(periods)  # type: ignore[attr-defined]


class LightByHandForm(forms.Form):
    """Ask which light people set by hand, over which half-year, why, and until when."""

    period = forms.ChoiceField(label=_("Half-year"))
    light = forms.ChoiceField(
        label=_("Light"), choices=LightByHand.Light.choices, widget=forms.RadioSelect
    )
    reason = WordsField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("All parties read this beside the light, with the light that was worked out."),
        rows=3,
    )
    last_day = forms.DateField(
        label=_("Last day on which it holds"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most a year ahead; then the light that was worked out counts again."),
    )

    def __init__(self, *args: Any, periods: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = _periods(periods)  # type: ignore[attr-defined]


class TakeBackForm(forms.Form):
    """Ask why a light that was set by hand counts no longer."""

    period = forms.CharField(widget=forms.HiddenInput)
    reason = WordsField(label=_("Reason"), max_length=300)


class JudgementForm(forms.Form):
    """Ask what a party concludes about its own effort."""

    party = forms.TypedChoiceField(label=_("For"), coerce=int)
    period = forms.ChoiceField(label=_("Half-year"))
    verdict = forms.ChoiceField(
        label=_("Conclusion"), choices=Judgement.Verdict.choices, widget=forms.RadioSelect
    )
    reason = WordsField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("All parties read this beside the light."),
        rows=3,
    )

    def __init__(
        self, *args: Any, periods: list[str], parties: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = _periods(periods)  # type: ignore[attr-defined]
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class RemarkForm(forms.Form):
    """Ask what a party says beside a figure, and beside which one.

    ``seen`` is the fingerprint of the calculation whose figures the writer had before them.
    """

    party = forms.TypedChoiceField(label=_("For"), coerce=int)
    figure = forms.ChoiceField(label=_("Beside which figure?"))
    text = WordsField(
        label=_("Remark"),
        max_length=2000,
        help_text=_(
            "For instance what happened here, or why it differs. All parties read this; it is not "
            "published. Write nothing about people."
        ),
        rows=3,
    )

    def __init__(
        self,
        *args: Any,
        parties: Sequence[tuple[int, str]],
        figures: Sequence[tuple[str, object]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]
        self.fields["figure"].choices = figures  # type: ignore[attr-defined]
