"""What never comes on the public site: its own rules say who reads it, and they stay the truth."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions.policies import check_may_read as may_read_meetings
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.publication.rows import Fixed
from drieluik.apps.reporting.selectors import list_reports


def list_fixed(*, municipality_id: int, slug: str, actor: Actor) -> list[Fixed]:
    """Return what is never public, as far as a reader may know of it."""
    everyone, table = _("Who takes part, the council too"), _("Only the parties at the table")
    unchecked = _("Its figures have not passed disclosure control")
    rows = [
        Fixed(
            _("Proposals to change agreements"),
            everyone,
            _("Nothing has been decided on them yet"),
            reverse("agreements:proposals", args=[slug]),
        ),
        Fixed(
            _("Figures and lights of the monitor, until they are made public"),
            everyone,
            unchecked,
            reverse("monitor:overview", args=[slug]),
        ),
        Fixed(
            _("Map layers with figures that a party counted itself"),
            _("Chosen with each layer"),
            unchecked,
            reverse("publication:layers_to_open", args=[slug]),
        ),
        Fixed(_("Signals"), everyone, unchecked, reverse("monitor:signals", args=[slug])),
        Fixed(
            _("Library"),
            _("Chosen with each work"),
            _("Works are shared with the parties, not with everybody"),
            reverse("library:library", args=[slug]),
        ),
    ]
    if may_read_meetings.allows(actor, municipality_id=municipality_id):
        year = timezone.localdate().year
        rows += [
            Fixed(
                _("Minutes with what was said"),
                table,
                _("Made for who was there; the decisions are public"),
                reverse("decisions:meetings", args=[slug]),
            ),
            Fixed(
                _("Evaluations"), table, unchecked, reverse("evaluation:year", args=[slug, year])
            ),
        ]
    return rows + _reports(municipality_id, slug, actor)


def _reports(municipality_id: int, slug: str, actor: Actor) -> list[Fixed]:
    """Return the frozen reports that were not made for everybody."""
    rows = list_reports(municipality_id=municipality_id, actor=actor)
    return [
        Fixed(
            one.title,
            one.audience_label,
            _("Chosen when the report was begun; a new edition can be for everybody"),
            reverse("reporting:report", args=[slug, one.report_id]),
        )
        for one in rows
        if one.row.state == "frozen" and one.row.audience != "open"
    ]
