"""The form on which a steward says which sheets are sent back, and why."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieluik.apps.deliveries.forms import AcceptForm
from drieluik.apps.deliveries.models import Acceptance
from drieluik.core.tables import TABLES, Table
from drieluik.ui.forms import WordsField

_BACK, _WHY = "terug-", "reden-"


@dataclass(frozen=True, slots=True)
class Line:
    """One sheet of the form.

    Attributes:
        table: The table.
        n_rows: How many rows it has here.
        back: The tick.
        why: The reason.
    """

    table: Table
    n_rows: int
    back: BoundField
    why: BoundField


class TablesForm(AcceptForm):
    """A tick and a reason for every sheet of a part.

    ``looked`` holds for which choice it was shown what follows; another choice is shown first.
    """

    looked = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(self, part: Acceptance, sent: Any = None) -> None:
        super().__init__(sent, initial={"version": part.delivery.version})
        self._part = part
        self._tables = [table for table in TABLES if table.id in part.n_rows]
        for table in self._tables:
            self.fields[_BACK + table.id] = forms.BooleanField(
                label=_("Send %(sheet)s back") % {"sheet": table.sheet_nl}, required=False
            )
            self.fields[_WHY + table.id] = WordsField(
                label=_("Why %(sheet)s is sent back") % {"sheet": table.sheet_nl},
                required=False,
                max_length=2000,
                rows=2,
                widget=forms.Textarea(attrs={"rows": 2, "aria-describedby": f"fout-{table.id}"}),
            )

    def lines(self) -> list[Line]:
        """Return every sheet with its fields, in the order of the workbook."""
        return [
            Line(
                table,
                self._part.n_rows[table.id],
                self[_BACK + table.id],
                self[_WHY + table.id],
            )
            for table in self._tables
        ]

    def clean(self) -> dict[str, Any]:
        """Ask a reason for every tick, a tick for every reason, and something to accept."""
        cleaned = super().clean() or {}
        for table in self._tables:
            ticked, why = cleaned.get(_BACK + table.id), cleaned.get(_WHY + table.id)
            if ticked and why == "":
                self.add_error(_WHY + table.id, _NO_REASON)
            if why and not ticked:
                self.add_error(_WHY + table.id, _NO_TICK)
        chosen = [table for table in self._tables if cleaned.get(_BACK + table.id)]
        if not chosen:
            self.add_error(None, _NOTHING_CHOSEN)
        if chosen == self._tables:
            self.add_error(None, _NOTHING_LEFT)
        return cleaned

    def sent_back(self) -> dict[str, str]:
        """Return the reason by table that is sent back, in the order of the workbook."""
        given = self.cleaned_data
        return {
            table.id: given[_WHY + table.id] for table in self._tables if given[_BACK + table.id]
        }


_NO_REASON = gettext_lazy("Write down why this sheet is sent back; the corporation works with it.")
_NO_TICK = gettext_lazy("Tick this sheet to send it back, or clear the reason.")
_NOTHING_CHOSEN = gettext_lazy(
    "Tick at least one sheet that is sent back. Is everything right? Then accept the whole delivery."
)
_NOTHING_LEFT = gettext_lazy(
    "Nothing is left to accept. Is everything wrong? Then send the whole delivery back."
)
