"""The parts of the public site, in the order of its menu."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site: name of its address, and what the menu calls it."""

    url_name: str
    label: Any


SECTIONS = (
    Section("publication:agreements", gettext_lazy("Agreements")),
    Section("publication:lights", gettext_lazy("How it stands")),
    Section("publication:figures", gettext_lazy("Figures")),
    Section("publication:layers", gettext_lazy("Map layers")),
    Section("publication:all_decisions", gettext_lazy("Decisions")),
    Section("publication:reports", gettext_lazy("Reports")),
    Section("publication:calendar", gettext_lazy("Calendar")),
    Section("publication:about", gettext_lazy("What is public")),
)
