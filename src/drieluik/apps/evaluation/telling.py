"""The evaluation in words: the same tables for the page and for Word."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from statistics import median_low

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.evaluation.questions import SCALE, STATEMENTS
from drieluik.apps.evaluation.rows import ClauseGaps, Evaluation, PartyBalance
from drieluik.apps.evaluation.selectors.clauses import NO_NORM
from drieluik.reports.evaluation_docx import Report, ReportTable
from drieluik.ui.templatetags.drieluik import the_half_year

_DASH = "–"


def report_of(evaluation: Evaluation, *, municipality: str, fictitious: bool) -> Report:
    """Return the whole evaluation as texts."""
    until = {"day": _day(evaluation.until)}
    remarks = [_("Looked at up to and including %(day)s.") % until]
    if fictitious:
        remarks.insert(0, _("Fictitious example: these figures are made up."))
    return Report(
        title=_("Evaluation of %(year)s") % {"year": evaluation.year},
        municipality=municipality,
        remarks=tuple(remarks),
        tables=(
            meetings_table(evaluation),
            late_table(evaluation),
            *short_tables(evaluation),
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
    states = Counter(row.state for row in evaluation.meetings)
    n = states["held"]
    sentence = _("No meetings were held.")
    if n:
        sentence = ngettext("%(n)s meeting was held.", "%(n)s meetings were held.", n) % {"n": n}
    if n := states["planned"]:
        sentence += " " + ngettext("%(n)s is planned.", "%(n)s are planned.", n) % {"n": n}
    words = {
        "planned": _("planned"),
        "passed": _("its day went by"),
        "cancelled": _("called off"),
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
                str(row.n_late),
            )
            if row.is_held
            else (row.name, words[row.state], _DASH, _DASH)
            for row in evaluation.meetings
        ),
    )


def late_table(evaluation: Evaluation) -> ReportTable:
    """Return which papers reached which tenants too late."""
    rows = _told_of(evaluation, "late")
    sentence = (
        _("These papers did not reach tenants in time:")
        if rows
        else _("No papers reached tenants too late.")
    )
    return ReportTable(_("Papers too late"), (sentence,), _told_columns(), rows)


def short_tables(evaluation: Evaluation) -> list[ReportTable]:
    """Return where tenants had too little time for the advice the law lets them give; none without."""
    rows = _told_of(evaluation, "short")
    sentence = _(
        "With these items the time of the law for advice did not fit, or advice was overtaken:"
    )
    title = _("Too little time for advice")
    return [ReportTable(title, (sentence,), _told_columns(), rows)] if rows else []


def _told_of(evaluation: Evaluation, what: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (meeting.name, *told) for meeting in evaluation.meetings for told in getattr(meeting, what)
    )


def _told_columns() -> tuple[str, ...]:
    return (_("Meeting"), _("Item"), _("Organisation"), _("What happened"))


def proposals_table(evaluation: Evaluation) -> ReportTable:
    """Return the proposals of the year and their fate."""
    days = [row.days for row in evaluation.proposals if row.days is not None]
    n = len(evaluation.proposals)
    sentences = [_("No proposals were submitted.")]
    if n:
        words = ngettext("%(n)s proposal was submitted.", "%(n)s proposals were submitted.", n)
        sentences = [words % {"n": n}, _("Their fate is told as it is now.")]
    if len(days) > 1:
        sentences.append(
            _("Half of those that were closed took %(n)s days or less.") % {"n": median_low(days)}
        )
    return ReportTable(
        _("Proposals"),
        tuple(sentences),
        (_("Proposal"), _("Submitted by"), _("Submitted on"), _("Fate"), _("Days")),
        tuple(
            (
                f"{row.number}. {row.title}",
                row.party,
                _day(row.submitted_on),
                row.state_label,
                _("still open") if row.days is None else str(row.days),
            )
            for row in evaluation.proposals
        ),
    )


def balance_table(evaluation: Evaluation) -> ReportTable:
    """Return who owes what by the agreements."""
    kinds = ("result", "effort", "process", NO_NORM)
    if not evaluation.n_clauses:
        return ReportTable(_("Who owes what"), (_none_in_force(evaluation),))
    return ReportTable(
        _("Who owes what"),
        (
            _("How many agreements bind each party, by what was promised."),
            _("An agreement that promises two kinds of things counts in both."),
        ),
        (_("Party"), _("A result"), _("An effort"), _("A way of working"), _("Not laid down")),
        tuple(
            (_name(row), *(str(row.owes.get(kind, 0)) for kind in kinds))
            for row in evaluation.balances
        ),
    )


def heard_table(evaluation: Evaluation) -> ReportTable:
    """Return what was heard of each party, and of whom nothing."""
    sentence = _("Something is recorded of every party that was asked for something.")
    if not any(row.is_asked for row in evaluation.balances):
        sentence = _("No party was asked for anything.")
    elif evaluation.silent:
        names = {"names": ", ".join(evaluation.silent)}
        sentence = _("Asked for something, and nothing is recorded of: %(names)s.") % names
    return ReportTable(
        _("Who was heard"),
        (sentence,),
        (
            _("Party"),
            _("At meetings"),
            _("Input"),
            _("Took a position"),
            _("Tables delivered in time"),
            _("Tasks done"),
            _("Tasks late"),
            _("Progress reported"),
        ),
        tuple(_heard(row) for row in evaluation.balances),
    )


def gaps_table(evaluation: Evaluation) -> ReportTable:
    """Return the agreements that lack a norm, a bound party or figures."""
    lacking: tuple[tuple[str, Callable[[ClauseGaps], bool]], ...] = (
        (_("%(n)s of %(all)s agreements have no norm."), lambda row: row.without_norm),
        (_("%(n)s of %(all)s agreements bind nobody."), lambda row: row.without_owner),
        (
            _("%(n)s of %(all)s agreements lack figures or a judgement."),
            lambda row: row.without_data,
        ),
    )
    if not evaluation.n_clauses:
        return ReportTable(_("Agreements that lack something"), (_none_in_force(evaluation),))
    period = the_half_year(evaluation.period)
    sentences = tuple(
        words % {"n": sum(lacks(row) for row in evaluation.gaps), "all": evaluation.n_clauses}
        for words, lacks in lacking
    )
    return ReportTable(
        _("Agreements that lack something"),
        (*sentences, _("The figures are those over %(period)s.") % {"period": period}),
        (_("Agreement"), _("Norm"), _("Bound party"), _("Figures or judgement")),
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
    return (
        _name(row),
        _of(row.n_present, row.n_expected),
        str(row.n_inputs),
        _of(row.n_answered, row.n_asked),
        _of(row.n_in_time, row.n_due),
        str(row.n_tasks_done),
        str(row.n_tasks_late),
        str(row.n_reports),
    )


def _name(row: PartyBalance) -> str:
    """Name a party, and since when it takes part no more."""
    if row.left_on is None:
        return row.name
    return _("%(name)s (took part until %(day)s)") % {"name": row.name, "day": _day(row.left_on)}


def _none_in_force(evaluation: Evaluation) -> str:
    return _("No agreements were in force on %(day)s.") % {"day": _day(evaluation.until)}


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")


def _of(n: int, asked: int) -> str:
    """Write how many of how many; a dash when nothing was asked."""
    return _("%(n)s of %(all)s") % {"n": n, "all": asked} if asked else _DASH


def _there(is_there: bool) -> str:
    return _("yes") if is_there else _("missing")
