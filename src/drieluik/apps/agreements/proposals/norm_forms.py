"""Forms for norms in proposals: what is asked in plain words becomes a norm of ``core.norms``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.agreements.proposals.norm_condition_forms import (
    CONDITION_FIELDS,
    ConditionForm,
    condition_initial,
    figure_in,
    unit_help,
)
from drieluik.core.findings import action_nl, message_nl
from drieluik.core.flows import measurables, read_norm
from drieluik.core.norms import (
    COMPARISONS_NL,
    RHYTHMS_NL,
    Comparison,
    ForWhom,
    Measure,
    Norm,
    Rhythm,
    Scope,
    Target,
    for_whom_nl,
    format_norm,
    quotes,
    read_margin_in,
)
from drieluik.core.norms.dutch import exact_nl, margin_nl
from drieluik.ui.forms import WordsField

_LAST_YEAR = (Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR)
_SCOPES = {scope: for_whom_nl(ForWhom(scope)).strip() for scope in Scope}
_SCOPE_OF = {words: scope for scope, words in _SCOPES.items()}
_BY_NAME = (_SCOPES[Scope.NAMED], _SCOPES[Scope.JOINT])
_TARGET = ("comparison", "value", "upper", "margin", "deadline", "consent", *CONDITION_FIELDS)
_ORDER = (
    *("comparison", "value", "upper", "margin", "breakdown", "rhythm", "for_whom", "corporations"),
    *("deadline", "quotation", "condition", *CONDITION_FIELDS),
)
"""The fields up to the condition in a figure; the others follow as they are declared."""
_LINES = ("condition", "exception", "fallback", "consent", "one_of")


@dataclass(frozen=True, slots=True)
class NormBefore:
    """What a form of a norm starts from.

    Attributes:
        norm: The norm as it is, or the beginning of a new one.
        explanation: Its explanation in plain words.
        clause_text: The words of the agreement that the proposal gives.
        corporations: Names of the corporations that take part, by code.
    """

    norm: Norm
    explanation: str
    clause_text: str
    corporations: Mapping[str, str]


class NormForm(ConditionForm):
    """A norm in parts; ``norm_text`` in what was cleaned is the whole norm in its language."""

    field_order = _ORDER

    comparison = forms.ChoiceField(
        label=gettext_lazy("Direction"),
        choices=[(one.value, words) for one, words in COMPARISONS_NL.items()],
    )
    value = forms.CharField(label=gettext_lazy("Target value"), required=False, max_length=20)
    upper = forms.CharField(
        label=gettext_lazy("Highest value"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Only with tussen; the target value above is then the lowest."),
    )
    margin = forms.CharField(
        label=gettext_lazy("Margin"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("How far it may miss and still be a point of attention."),
    )
    breakdown = forms.ChoiceField(label=gettext_lazy("Part of the figure"), required=False)
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Judged over"),
        choices=[(one.value, words) for one, words in RHYTHMS_NL.items()],
    )
    for_whom = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=[
            (_SCOPES[Scope.TOTAL], gettext_lazy("All corporations together")),
            (_SCOPES[Scope.EACH], gettext_lazy("Each corporation")),
            (_SCOPES[Scope.NAMED], gettext_lazy("Each corporation chosen below")),
            (_SCOPES[Scope.JOINT], gettext_lazy("Those chosen below, together")),
        ],
    )
    corporations = forms.MultipleChoiceField(
        label=gettext_lazy("Which corporations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Counts only when the norm is for corporations chosen by name."),
    )
    deadline = forms.DateField(
        label=gettext_lazy("Last day to reach it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty when the norm holds all the time."),
    )
    quotation = WordsField(
        label=gettext_lazy("Words of the agreement that the norm follows from"),
        max_length=1000,
        help_text=gettext_lazy("Copied literally, as they stand after this proposal."),
        rows=3,
    )
    condition = WordsField(
        label=gettext_lazy("Provided that"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("The condition the agreement makes; empty when it makes none."),
        rows=2,
    )
    exception = WordsField(
        label=gettext_lazy("Unless"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("The exception that the agreement makes; empty when it makes none."),
        rows=2,
    )
    fallback = WordsField(
        label=gettext_lazy("What the parties do when the norm is not reached"),
        required=False,
        max_length=500,
        rows=2,
    )
    consent = WordsField(
        label=gettext_lazy("Agreed beforehand"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Words by which the parties agree beforehand that the figure may miss the target; the "
            "light then stays on course. Usually empty."
        ),
        rows=2,
    )
    one_of = WordsField(
        label=gettext_lazy("One of several"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "A name that several norms of this agreement share; one of them reached is enough."
        ),
    )
    explanation = WordsField(
        label=gettext_lazy("Explanation in plain words"), required=False, max_length=1000, rows=3
    )

    def __init__(self, *args: Any, before: NormBefore, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = before
        norm = before.norm
        known = measurables().get(norm.indicator_id or "")
        self._measure = known.measure if known else None
        parts = known.breakdown_codes if known else ()
        for name in (*(() if known else _TARGET), *(() if parts else ("breakdown",))):
            del self.fields[name]
        if self._measure is not None:
            self.fields["value"].help_text = unit_help(self._measure)
            self.offer_conditions()
        if parts and known:
            none = () if known.needs_breakdown else (("", _("the whole figure")),)
            _offer(self.fields["breakdown"], [*none, *((code, code) for code in parts)])
        gone = {code: code for code in norm.for_whom.parties if code not in before.corporations}
        _offer(self.fields["corporations"], [*before.corporations.items(), *gone.items()])
        for name, value in _initial(before).items():
            self.initial.setdefault(name, value)

    def clean_value(self) -> float | None:
        """Read the target in the unit of its figure."""
        return self._figure("value")

    def clean_upper(self) -> float | None:
        """Read the highest value in the unit of its figure."""
        return self._figure("upper")

    def clean_margin(self) -> float:
        """Read the margin in the unit of its figure; empty is none."""
        given = self.cleaned_data["margin"].strip()
        if not given or self._measure is None:
            return 0.0
        margin = read_margin_in(self._measure, given)
        if margin is None:
            raise forms.ValidationError(
                _("Write a margin as %(example)s.") % {"example": _example_margin(self._measure)}
            )
        return margin

    def clean_quotation(self) -> str:
        """Only words that stand in the agreement."""
        quotation = " ".join(self.cleaned_data["quotation"].split())
        if not quotes(quotation, self._before.clause_text):
            raise forms.ValidationError(
                _("The quotation does not occur literally in the agreement.")
            )
        return quotation

    def clean(self) -> dict[str, Any]:
        """Put the parts together and read the whole as every norm is read."""
        given = super().clean() or {}
        # one line each, as the language of norms has it
        given |= {name: " ".join(given.get(name, "").split()) for name in _LINES}
        if self._measure is not None:
            self._check_target(given)
            given["figure_condition"] = self.condition_in(given)
        self._check_for_whom(given)
        if self.errors:
            return given
        text = format_norm(self._norm(given))
        outcome = read_norm(text)
        for finding in () if isinstance(outcome, Norm) else outcome:
            self.add_error(None, f"{message_nl(finding)} {action_nl(finding)}")
        return given | {"norm_text": text}

    def _figure(self, name: str) -> float | None:
        given = self.cleaned_data[name].strip()
        if not given or self._measure is None:
            return None
        return figure_in(self._measure, given)

    def _check_target(self, given: Mapping[str, Any]) -> None:
        if "comparison" not in given:
            return
        comparison = Comparison(given["comparison"])
        needs = {"value": comparison not in _LAST_YEAR, "upper": comparison is Comparison.BETWEEN}
        for name, needed in needs.items():
            if name in self.errors:
                continue
            if needed and given.get(name) is None:
                self.add_error(name, _("Fill in a figure."))
            elif not needed and given.get(name) is not None:
                words = {"direction": COMPARISONS_NL[comparison]}
                self.add_error(name, _("Leave this empty with %(direction)s.") % words)
        low, high = given.get("value"), given.get("upper")
        if needs["upper"] and low is not None and high is not None and low > high:
            self.add_error("upper", _("The highest value is below the lowest."))

    def _check_for_whom(self, given: Mapping[str, Any]) -> None:
        by_name = given.get("for_whom") in _BY_NAME
        if by_name and "corporations" not in self.errors and not given["corporations"]:
            self.add_error("corporations", _("Choose at least one corporation."))

    def _chosen(self, given: Mapping[str, Any]) -> ForWhom:
        """Return for whom the norm is; the same corporations stay in the order they stood in."""
        chosen = tuple(given["corporations"] if given["for_whom"] in _BY_NAME else ())
        before = self._before.norm.for_whom.parties
        return ForWhom(
            _SCOPE_OF[given["for_whom"]], before if set(before) == set(chosen) else chosen
        )

    def _norm(self, given: Mapping[str, Any]) -> Norm:
        target = None
        if self._measure is not None:
            bounds = tuple(one for one in (given["value"], given["upper"]) if one is not None)
            target = Target(Comparison(given["comparison"]), bounds, self._measure, given["margin"])
        return replace(
            self._before.norm,
            quotation=given["quotation"],
            for_whom=self._chosen(given),
            rhythm=Rhythm(given["rhythm"]),
            breakdown=given.get("breakdown") or None,
            target=target,
            deadline=given.get("deadline"),
            condition_nl=given["condition"] or None,
            condition=given.get("figure_condition"),
            exception_nl=given["exception"] or None,
            fallback_nl=given["fallback"] or None,
            consent_nl=given["consent"] or None,
            one_of=given["one_of"] or None,
        )


class EndNormForm(forms.Form):
    """Why a norm counts no longer."""

    reason = WordsField(
        label=gettext_lazy("Why does the norm count no longer?"), max_length=300, rows=3
    )


def _initial(before: NormBefore) -> dict[str, Any]:
    norm, target = before.norm, before.norm.target
    bounds = [exact_nl(one, target.measure) for one in target.bounds] if target else []
    return {
        "comparison": target.comparison.value if target else None,
        "value": bounds[0] if bounds else "",
        "upper": bounds[1] if len(bounds) > 1 else "",
        "margin": margin_nl(target.margin, target.measure) if target and target.margin else "",
        "breakdown": norm.breakdown or "",
        "rhythm": norm.rhythm.value,
        "for_whom": _SCOPES[norm.for_whom.scope],
        "corporations": list(norm.for_whom.parties),
        "deadline": norm.deadline,
        "quotation": norm.quotation,
        "condition": norm.condition_nl or "",
        **condition_initial(norm.condition),
        "exception": norm.exception_nl or "",
        "fallback": norm.fallback_nl or "",
        "consent": norm.consent_nl or "",
        "one_of": norm.one_of or "",
        "explanation": before.explanation,
    }


def _example_margin(measure: Measure) -> str:
    return {Measure.SHARE: "5 procentpunt", Measure.EUR: "EUR 10", Measure.NUMBER: "3"}[measure]


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
