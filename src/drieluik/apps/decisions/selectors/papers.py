"""All papers of the meetings of a municipality, for whoever points at one of them."""

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import PaperVersion
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.decisions.rows import MeetingPaperRow
from drieluik.apps.organisations.actors import Actor


def list_papers(*, municipality_id: int, actor: Actor) -> list[MeetingPaperRow]:
    """Return every version of every paper, the newest meeting first; none for who may not read."""
    if not policies.check_may_read.allows(actor, municipality_id=municipality_id):
        return []
    rows = PaperVersion.objects.filter(paper__item__meeting__municipality_id=municipality_id)
    ordered = rows.select_related("paper__item__meeting").order_by(
        "-paper__item__meeting__starts_at", "paper__item__position", "paper_id", "-number"
    )
    seen: set[int] = set()
    found = []
    for row in ordered:
        found.append(_row(row, is_newest=row.paper_id not in seen))
        seen.add(row.paper_id)
    return found


def _row(version: PaperVersion, *, is_newest: bool) -> MeetingPaperRow:
    item = version.paper.item
    return MeetingPaperRow(
        version_id=version.pk,
        title=version.paper.title,
        number=version.number,
        link=version.link,
        meeting_id=item.meeting_id,
        meeting=meeting_name(item.meeting),
        is_current=is_newest and item.removed_at is None,
    )
