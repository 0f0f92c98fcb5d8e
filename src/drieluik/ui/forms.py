"""How forms look: one renderer, so that every field has label, explanation and error alike."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input
from django.template import loader
from django.utils.translation import gettext as _

from drieluik.core.documents.pasted import plain_words

_CLASS_OF_WIDGET: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "choice"),
    (forms.FileInput, "file-input"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)
"""The first kind that fits gives the class; subclasses stand before their parents."""


class Field(BoundField):
    """A field that carries the classes of the design system."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add the class of the kind of widget; leave out a placeholder that repeats the label."""
        built = dict(super().build_widget_attrs(attrs, widget))
        shown = widget or self.field.widget
        if shown.is_hidden:
            return built
        classes = [attrs.get("class") or shown.attrs.get("class", ""), _class_of(shown)]
        built["class"] = " ".join(filter(None, classes))
        if str(shown.attrs.get("placeholder", "")) == str(self.label):
            built["placeholder"] = False
        return built


def _class_of(widget: forms.Widget) -> str:
    return next((name for kind, name in _CLASS_OF_WIDGET if isinstance(widget, kind)), "")


class GroupedChoices(forms.CheckboxSelectMultiple):
    """Many boxes to tick, folded away by group; a group with something ticked stands open."""

    template_name = "ui/forms/grouped_choices.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell per group how many are ticked."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["groups"] = [
            (group, options, sum(bool(one["selected"]) for one in options))
            for group, options, _index in context["widget"]["optgroups"]
        ]
        return context


def mark_one_of_both(form: forms.Form, *names: str) -> None:
    """Say at two fields that one of both is wanted, instead of that neither is required."""
    for name in names:
        # the template of a field asks for it
        setattr(form.fields[name], "one_of_both", True)  # noqa: B010 - no attribute of the class


class WordsField(forms.CharField):
    """Words that people read later: what was pasted from Word or a page becomes plain words.

    Args:
        rows: Height of the box; 0 for a field of one line.
        most_lines: How many lines it may hold; None for as many as fit in ``max_length``.
        more: What any text field takes.
    """

    def __init__(self, *, rows: int = 0, most_lines: int | None = None, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(**({"widget": widget} | more))
        self._one_line = not rows
        self._most_lines = most_lines

    def to_python(self, value: Any) -> str:
        """Take out scripts, tags and signs that nobody sees."""
        given: str = super().to_python(value) or ""
        if "\x00" in given:
            return given  # refused as in every text field
        words = plain_words(given).strip()
        return " ".join(words.split("\n")) if self._one_line else words

    def validate(self, value: Any) -> None:
        """Refuse more lines than a document can be made of."""
        super().validate(value)
        n_lines = value.count("\n") + 1
        if self._most_lines and n_lines > self._most_lines:
            raise forms.ValidationError(
                _("This text has %(n)s lines; at most %(most)s fit. Divide it.")
                % {"n": n_lines, "most": self._most_lines}
            )


class Renderer(DjangoTemplates):
    """Renders forms and fields with the templates of this room, widgets with Django's own."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field

    def get_template(self, template_name: str) -> Any:
        """Find our own templates through the settings, so that components work in them."""
        if template_name.startswith("ui/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)
