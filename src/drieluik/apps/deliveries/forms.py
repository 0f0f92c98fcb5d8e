"""Forms of deliveries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from drieluik.apps.deliveries.models import Restatement
from drieluik.apps.deliveries.selectors.cells import says_the_same
from drieluik.apps.deliveries.soft_rules import soft_rules
from drieluik.core.tables import Period
from drieluik.core.workbooks import UploadLimits
from drieluik.ui.forms import WordsField

if TYPE_CHECKING:
    from drieluik.apps.deliveries.selectors import Cell

_LIMITS = UploadLimits()


class UploadForm(forms.Form):
    """A workbook, and the newest delivery its sender had seen."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=format_lazy(
            _("An Excel workbook (.xlsx) of at most {most} MB."), most=_LIMITS.megabytes
        ),
        # an empty file gets its message from the inspection, like every other wrong file
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx", "class": "file-input"}),
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before it is read into memory."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > _LIMITS.most_bytes:
            raise forms.ValidationError(
                _(
                    "This file is larger than %(most)s MB. Take out pictures and sheets that do "
                    "not belong to the delivery."
                ),
                params={"most": _LIMITS.megabytes},
            )
        return file


class VersionForm(forms.Form):
    """The version of the delivery on the page, so that nobody decides on what has changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(VersionForm):
    """Also what a correction changes, as it was shown; empty when nothing accepted is corrected."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class CellsForm(VersionForm):
    """What has to stand in some cells; a field for each, named by the number of its finding.

    A cell that was not on the page that was sent is left alone.
    """

    def __init__(self, cells: Iterable["Cell"], sent: Mapping[str, Any] | None = None) -> None:
        self._cells = {f"cel-{cell.number}": cell for cell in cells}
        there = {name: cell.value for name, cell in self._cells.items()}
        super().__init__({**there, **{name: sent[name] for name in sent}} if sent else None)
        for name, cell in self._cells.items():
            told = f"uitleg-{cell.number} fout-{cell.number}"
            attrs = {"autocomplete": "off", "aria-describedby": told}
            if cell.options:
                attrs["list"] = f"keuzes-{cell.number}"
            self.fields[name] = WordsField(
                label=f"{cell.sheet} {cell.address}, {cell.column}",
                required=False,
                max_length=max(300, len(cell.value)),
                initial=cell.value,
                widget=forms.TextInput(attrs=attrs),
            )

    def lines(self) -> list[tuple["Cell", BoundField]]:
        """Return each cell with its field."""
        return [(cell, self[name]) for name, cell in self._cells.items()]

    def changed(self) -> dict[int, str]:
        """Return what was typed that differs from what stands there, by number of the finding."""
        typed = ((cell, self.cleaned_data[name]) for name, cell in self._cells.items())
        return {cell.number: text for cell, text in typed if not says_the_same(text, cell.value)}


class ReasonForm(VersionForm):
    """A reason people will read."""

    reason = WordsField(
        label=_("Reason"),
        max_length=2000,
        error_messages={"required": _("Write down the reason; others will read it.")},
        rows=3,
    )


class CauseForm(VersionForm):
    """Why accepted figures change: asked of who signs a correction."""

    cause = forms.ChoiceField(
        label=_("Why do the figures change?"),
        choices=[("", _("Choose a cause")), *Restatement.Cause.choices],
        error_messages={"required": _("Choose why the figures change.")},
    )
    explanation = WordsField(
        label=_("What happened?"),
        max_length=2000,
        help_text=_("All parties read this wherever the correction is shown."),
        error_messages={"required": _("Write down what happened; all parties read it.")},
        rows=3,
    )


class NumbersField(forms.Field):
    """Ticked numbers of findings; which of them can be confirmed is for the service to say."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> list[int]:
        """Turn texts into numbers."""
        texts = value if isinstance(value, list) else []
        if not all(str(text).isdecimal() for text in texts):
            raise forms.ValidationError(_("These are no numbers of findings."))
        return [int(text) for text in texts]


class ConfirmForm(ReasonForm):
    """A reason for findings: chosen one by one, or a whole group."""

    numbers = NumbersField(required=False)
    rule = forms.CharField(required=False, widget=forms.HiddenInput)
    sheet = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    column = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class TableForm(forms.Form):
    """From which half-year on a table does not apply, or applies again, and why.

    Args:
        periods: The half-years to choose from.
        faults: Gives what speaks against a half-year.
    """

    period = forms.TypedChoiceField(label=_("From which half-year on?"), coerce=Period.parse)
    reason = WordsField(
        label=_("Why?"),
        max_length=2000,
        error_messages={"required": _("Write down the reason; others will read it.")},
        rows=3,
    )

    def __init__(
        self,
        *args: Any,
        periods: Sequence[Period],
        faults: Callable[[Period], Sequence[str]] = lambda period: (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self._faults = faults
        field = cast("forms.TypedChoiceField", self.fields["period"])
        field.choices = [(str(one), str(one)) for one in periods]

    def clean(self) -> dict[str, object]:
        """Say what speaks against the half-year, beside what is wrong in the form itself."""
        cleaned = super().clean() or {}
        if "period" in cleaned:
            for fault in self._faults(cleaned["period"]):
                self.add_error("period", fault)
        return cleaned


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the soft rules under the sheet they are about."""
    rules = sorted(soft_rules().values(), key=lambda rule: rule.sheet_nl)
    return [
        (sheet, [(rule.id, rule.what_nl) for rule in group])
        for sheet, group in groupby(rules, key=lambda rule: rule.sheet_nl)
    ]


class WaiveForm(forms.Form):
    """Which rule is waived, until when and why."""

    rule = forms.ChoiceField(label=_("Rule"), choices=_choices)
    until_on = forms.DateField(
        label=_("Until (the first day on which the rule counts again)"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = WordsField(
        label=_("Reason"),
        max_length=2000,
        help_text=_("Every party of the municipality reads this, also with each finding."),
        error_messages={"required": _("Write down the reason; others will read it.")},
        rows=3,
    )


class EndWaiverForm(forms.Form):
    """Why a waiver ends before its day."""

    because = WordsField(
        label=_("Why the waiver ends"),
        max_length=2000,
        error_messages={"required": _("Write down why the waiver ends.")},
        rows=2,
    )
