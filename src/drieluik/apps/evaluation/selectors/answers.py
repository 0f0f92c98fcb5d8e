"""What the parties answered to the questionnaire."""

from drieluik.apps.evaluation.models import ProcessAnswers
from drieluik.apps.evaluation.rows import AnswersLine


def newest_answers(*, municipality_id: int, year: int) -> tuple[AnswersLine, ...]:
    """Return the newest answers of every party that gave any, by name of the party."""
    rows = ProcessAnswers.objects.filter(municipality_id=municipality_id, year=year)
    newest: dict[int, ProcessAnswers] = {}
    times: dict[int, int] = {}
    for row in rows.select_related("party", "answered_by").order_by("id"):
        newest[row.party_id] = row
        times[row.party_id] = times.get(row.party_id, 0) + 1
    lines = (
        AnswersLine(
            party_id=party_id,
            party=row.party.name,
            scores=row.scores,
            remark=row.remark,
            by=row.answered_by.name,
            at=row.answered_at,
            n_earlier=times[party_id] - 1,
        )
        for party_id, row in newest.items()
    )
    return tuple(sorted(lines, key=lambda line: line.party))
