"""The evaluation in words: the same tables for the page and for Word."""

from collections.abc import Callable, Sequence
from statistics import median

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.evaluation.questions import SCALE, STATEMENTS
from drieluik.apps.evaluation.rows import ClauseGaps, Evaluation, PartyBalance
from drieluik.apps.evaluation.selectors.clauses import NO_NORM
from drieluik.reports.evaluation_docx import Report, ReportTable

_DASH = "–"


def report_of(evaluation: Evaluation, *, municipality: str, fictitious: bool) -> Report:
    """Return the whole evaluation as texts."""
    remarks = [_("As it was on %(day)s.") % {"day": formats.date_format(evaluation.until, "j F Y")}]
    if fictitious:
        remarks.insert(0, _("Fictitious example: these figures are made up."))
    return Report(
        title=_("Evaluation of %(year)s") % {"year": evaluation.year},
        municipality=municipality,
        remarks=tuple(remarks),
        tables=(
            meetings_table(evaluation),
            late_table(evaluation),
            proposals_table(evaluation),
            balance_table(evaluation),
            heard_table(evaluation),
            gaps_table(evaluation),
            answers_table(evaluation),
            remarks_table(evaluation),
        ),
    )


def meetings_table(evaluation: Evaluation) -> ReportTable:
    """Return the meetings with who was there and how much was decided."""
    held = [row for row in evaluation.meetings if row.is_held]
    coming = len(evaluation.meetings) - len(held)
    sentence = ngettext("%(n)s meeting was held.", "%(n)s meetings were held.", len(held)) % {
        "n": len(held)
    }
    if coming:
        sentence += " " + ngettext("%(n)s is planned.", "%(n)s are planned.", coming) % {
            "n": coming
        }
    return ReportTable(
        _("Meetings"),
        (sentence,),
        (_("Meeting"), _("Parties there"), _("Decisions"), _("Items with late papers")),
        tuple(
            (
                row.name,
                _of(row.n_present, row.n_expected),
                str(row.n_decisions),
                str(len({item for item, _name, _sentence in row.late})),
            )
            if row.is_held
            else (row.name, _("planned"), _DASH, _DASH)
            for row in evaluation.meetings
        ),
    )


def late_table(evaluation: Evaluation) -> ReportTable:
    """Return which papers reached which tenants too late."""
    rows = tuple(
        (meeting.name, item, organisation, sentence)
        for meeting in evaluation.meetings
        for item, organisation, sentence in meeting.late
    )
    sentence = (
        _("These papers did not reach tenants in time:")
        if rows
        else _("No papers reached tenants too late.")
    )
    columns = (_("Meeting"), _("Item"), _("Organisation"), _("What happened"))
    return ReportTable(_("Papers too late"), (sentence,), columns, rows)


def proposals_table(evaluation: Evaluation) -> ReportTable:
    """Return the proposals of the year and their fate."""
    days = [row.days for row in evaluation.proposals if row.days is not None]
    n = len(evaluation.proposals)
    sentences = [
        ngettext("%(n)s proposal was submitted.", "%(n)s proposals were submitted.", n) % {"n": n}
    ]
    if days:
        sentences.append(
            _("Half of those that were closed took %(n)s days or less.")
            % {"n": formats.number_format(median(days), decimal_pos=0)}
        )
    return ReportTable(
        _("Proposals"),
        tuple(sentences),
        (_("Proposal"), _("Submitted by"), _("Submitted on"), _("Fate"), _("Days")),
        tuple(
            (
                f"{row.number}. {row.title}",
                row.party,
                formats.date_format(row.submitted_on, "j F Y"),
                row.state_label,
                _("still open") if row.days is None else str(row.days),
            )
            for row in evaluation.proposals
        ),
    )


def balance_table(evaluation: Evaluation) -> ReportTable:
    """Return who owes what by the agreements."""
    kinds = ("result", "effort", "process", NO_NORM)
    return ReportTable(
        _("Who owes what"),
        (
            _("How many agreements bind each party, by what was promised."),
            _("An agreement that promises two kinds of things counts in both."),
        ),
        (_("Party"), _("A result"), _("An effort"), _("A way of working"), _("Not laid down")),
        tuple(
            (row.name, *(str(row.owes.get(kind, 0)) for kind in kinds))
            for row in evaluation.balances
        ),
    )


def heard_table(evaluation: Evaluation) -> ReportTable:
    """Return what was heard of each party, and of whom nothing."""
    silent = evaluation.silent
    sentence = (
        _("Nothing was heard this year of: %(names)s.") % {"names": ", ".join(silent)}
        if silent
        else _("Something was heard of every party that was asked for something.")
    )
    return ReportTable(
        _("Who was heard"),
        (sentence,),
        (
            _("Party"),
            _("At meetings"),
            _("Took a position"),
            _("Delivered in time"),
            _("Tasks done"),
            _("Tasks late"),
        ),
        tuple(_heard(row) for row in evaluation.balances),
    )


def gaps_table(evaluation: Evaluation) -> ReportTable:
    """Return the agreements that lack a norm, a bound party or figures."""
    lacking: tuple[tuple[str, Callable[[ClauseGaps], bool]], ...] = (
        (_("%(n)s of %(all)s agreements have no norm."), lambda row: row.without_norm),
        (_("%(n)s of %(all)s agreements bind nobody."), lambda row: row.without_owner),
        (_("%(n)s of %(all)s agreements lack figures."), lambda row: row.without_data),
    )
    sentences = tuple(
        words % {"n": sum(lacks(row) for row in evaluation.gaps), "all": evaluation.n_clauses}
        for words, lacks in lacking
    )
    return ReportTable(
        _("Agreements that lack something"),
        (*sentences, _("The lights are those over %(period)s.") % {"period": evaluation.period}),
        (_("Agreement"), _("Norm"), _("Bound party"), _("Figures")),
        tuple(
            (
                f"{row.number} {row.heading}",
                _there(not row.without_norm),
                _there(not row.without_owner),
                _DASH if row.without_norm else _there(not row.without_data),
            )
            for row in evaluation.gaps
        ),
    )


def answers_table(evaluation: Evaluation) -> ReportTable:
    """Return how the parties answered the questionnaire."""
    labels = dict(SCALE)
    names = tuple(row.party for row in evaluation.answers)
    sentences = [_("How the parties look back on working together.")]
    if evaluation.unanswered:
        sentences.append(
            _("Not answered yet: %(names)s.") % {"names": ", ".join(evaluation.unanswered)}
        )
    rows = tuple(
        (
            str(one.words),
            *(
                str(labels[row.scores[one.key]]) if one.key in row.scores else _("no answer")
                for row in evaluation.answers
            ),
        )
        for one in STATEMENTS
    )
    return ReportTable(
        _("The questionnaire"),
        tuple(sentences),
        (_("Statement"), *names),
        rows if names else (),
    )


def remarks_table(evaluation: Evaluation) -> ReportTable:
    """Return what the parties remarked."""
    rows = tuple((row.party, row.remark) for row in evaluation.answers if row.remark)
    sentences = () if rows else (_("Nobody made a remark."),)
    return ReportTable(_("Remarks of the parties"), sentences, (_("Party"), _("Remark")), rows)


def _heard(row: PartyBalance) -> tuple[str, ...]:
    pairs: Sequence[tuple[int, int]] = (
        (row.n_present, row.n_expected),
        (row.n_answered, row.n_asked),
        (row.n_in_time, row.n_due),
    )
    counts = (_of(n, asked) for n, asked in pairs)
    return (row.name, *counts, str(row.n_tasks_done), str(row.n_tasks_late))


def _of(n: int, asked: int) -> str:
    """Write how many of how many; a dash when nothing was asked."""
    return _("%(n)s of %(all)s") % {"n": n, "all": asked} if asked else _DASH


def _there(is_there: bool) -> str:
    return _("yes") if is_there else _("missing")
