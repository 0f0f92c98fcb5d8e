"""Fields that forms of meetings share."""

from collections.abc import Sequence
from typing import Any

from django import forms

from drieluik.ui.forms import WordsField

Choices = Sequence[tuple[str, str]]


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def words(label: Any, rows: int, **more: Any) -> WordsField:
    return WordsField(label=label, rows=rows, **more)


def offer(field: forms.Field, choices: Choices) -> None:
    """Give a field what can be chosen."""
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
