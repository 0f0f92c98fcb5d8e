"""What every report ends with: completeness, restatements, definitions, what is left out, account."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.deliveries.selectors import restatements_of
from drieluik.apps.monitor.selectors.indicator_page import source_names
from drieluik.apps.monitor.selectors.sent_back import sheets_sent_back
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.apps.monitor.wording import unit_label
from drieluik.apps.reporting.composing.source import Source
from drieluik.apps.reporting.differing import differences
from drieluik.core.indicators import Audience, Indicator
from drieluik.reports.report_document import ReportedTable, ReportPart


def completeness(source: Source) -> ReportPart:
    """Return per corporation whether its figures over the last half-year are in the report."""
    period = source.asked.period
    heading = _("How complete the figures are")
    row = next((one for one in reversed(source.lights.calculations) if one.period == period), None)
    if row is None:
        sentence = _(
            "Over %(period)s nothing had been accepted at that moment; every figure is unknown."
        )
        return ReportPart("", heading, (sentence % {"period": period},))
    names = row.expected_parties or {}
    rows = []
    back = sheets_sent_back(period, row)
    for code, name in sorted(names.items(), key=lambda one: one[1]):
        aside = row.not_applicable.get(period, {}).get(code, {})
        state = _("not accepted: unknown") if code in row.missing_parties else _("accepted")
        if code in back:
            state = _("accepted, without what was sent back: %(sheets)s") % {"sheets": back[code]}
        rows.append(
            (
                name,
                state,
                "\n".join(sorted(set(aside.values()))),
            )
        )
    sentences = [
        sentence % {"period": period, "names": ", ".join(names.get(code, code) for code in codes)}
        for sentence, codes in (
            (
                _(
                    "Not accepted over %(period)s yet: %(names)s. Where their figures are needed it says so."
                ),
                row.missing_parties,
            ),
            (
                _(
                    "The municipality sent sheets over %(period)s back to: %(names)s. Where those figures are needed it says so."
                ),
                back,
            ),
        )
        if codes
    ] or [
        _("The figures of all corporations over %(period)s are in this report.")
        % {"period": period}
    ]
    heads = (
        _("Corporation"),
        _("Figures over %(period)s") % {"period": period},
        _("Does not apply"),
    )
    return ReportPart(
        "", heading, tuple(sentences), tables=(ReportedTable(heading, heads, tuple(rows)),)
    )


def restatements(source: Source) -> ReportPart:
    """Return which deliveries behind the report were corrections, and why."""
    heading = _("Figures that were restated")
    rows = [row for row in source.lights.calculations if row.period in source.periods]
    ids = {one for row in rows for one in row.delivery_ids}
    found = restatements_of(ids, municipality_id=source.asked.place.id)
    stated = sorted(
        (one for one in found.values() if str(one.period) in source.periods),
        key=lambda one: (str(one.period), one.party_name, one.number),
    )
    if not stated:
        return ReportPart(
            "", heading, (_("No figure in this report was restated by a correction."),)
        )
    return ReportPart(
        "",
        heading,
        (
            _(
                "Corporations corrected these figures after they had been accepted. The report "
                "holds the corrected figures, and says beside them what was told before."
            ),
        ),
        tables=(
            ReportedTable(
                heading,
                (_("Corporation"), _("Half-year"), _("Cause"), _("Explanation")),
                tuple(
                    (one.party_name, str(one.period), one.cause_label, one.explanation)
                    for one in stated
                ),
            ),
        ),
    )


def definitions(source: Source, cards: Sequence[Indicator]) -> ReportPart:
    """Return the definitions by which the figures of the report count."""
    heading = _("What the figures are")
    if not cards:
        return ReportPart("", heading, (_("There are no figures in this report."),))
    return ReportPart(
        "",
        heading,
        (_("The definitions as they counted at the moment of this report."),),
        tables=(
            ReportedTable(
                heading,
                (_("Figure"), _("How it is counted"), _("What it does not tell"), _("Source")),
                tuple(
                    (
                        f"{card.name_nl}\n"
                        + _("version %(version)s, in %(unit)s")
                        % {"version": card.version, "unit": unit_label(card.unit)},
                        card.formula_nl,
                        " ".join(card.limits_nl),
                        "; ".join([*source_names(card), *card.mappings]),
                    )
                    for card in cards
                ),
            ),
        ),
    )


def left_out(source: Source, cards: Sequence[Indicator]) -> ReportPart:
    """Return what is not in the report, each with why."""
    rows = [*_missing_clauses(source), *_closed(source, cards)]
    rows.append(
        (
            _("Figures per buurt, and maps"),
            _(
                "A report holds figures of the whole city and per corporation; those per buurt stand in the monitor."
            ),
        )
    )
    without = [row.clause.number for row in source.standings if not row.light]
    if without:
        rows.append(
            (
                _("A light for %(n)s agreements: %(numbers)s")
                % {"n": len(without), "numbers": ", ".join(without)},
                _("Nobody has recorded a norm for them yet."),
            )
        )
    heading = _("What is not in this report, and why")
    return ReportPart(
        "",
        heading,
        tables=(ReportedTable(heading, (_("What"), _("Why")), tuple(rows)),),
    )


def _missing_clauses(source: Source) -> Iterator[tuple[str, str]]:
    there = {clause.number for clause in source.lights.clauses}
    for chapter in source.asked.kind.chapters:
        for number in chapter.clauses:
            if number not in there:
                yield (
                    _("Agreement %(number)s") % {"number": number},
                    _("It does not stand in the agreements as known at this moment."),
                )


def _closed(source: Source, cards: Sequence[Indicator]) -> Iterator[tuple[str, str]]:
    why = {
        Audience.PARTNERS: _(
            "Only the municipality, corporations and tenants' organisations see these."
        ),
        Audience.OWNER: _("Only the corporation itself and the municipality see these."),
    }
    for audience, reason in why.items():
        names = [
            card.name_nl
            for card in cards
            if source.sight.audience(card) is audience
            and not source.shows_detail(card, _code(source))
        ]
        if names:
            yield _("Figures per corporation of: %(names)s") % {"names": ", ".join(names)}, reason


def _code(source: Source) -> str:
    return source.asked.owner.code if source.asked.owner else ""


def account(source: Source) -> ReportPart:
    """Return of which moment, version and calculations the report is."""
    asked = source.asked
    version = source.register_version
    register = str(version) if version is not None else _("there are no agreements yet")
    rows = [
        (_("Figures, lights and definitions as known on"), _moment(source)),
        (_("Last half-year"), asked.period),
        (_("Version of the agreements"), register),
        (_("Edition"), str(asked.edition)),
    ]
    rows += [
        (
            _("Calculation of %(period)s") % {"period": row.period},
            _("number %(number)s of %(day)s, made from: %(hash)s")
            % {
                "number": row.number,
                "day": formats.date_format(timezone.localtime(row.calculated_at), "j F Y"),
                "hash": row.input_hash[:16],
            },
        )
        for row in _counting(source)
    ]
    heading = _("Account")
    sentence = _(
        "Made anew from this moment, the report is the same to the letter. What was corrected "
        "later comes in a new edition."
    )
    return ReportPart(
        "",
        heading,
        (sentence,),
        tables=(ReportedTable(heading, (_("What"), _("Which")), tuple(rows)),),
    )


def _moment(source: Source) -> str:
    return formats.date_format(timezone.localtime(source.asked.known_at), "j F Y, H:i")


def _counting(source: Source) -> list[CalculationRow]:
    """Return the newest calculation of every half-year in the report."""
    found = {row.period: row for row in source.lights.calculations if row.period in source.periods}
    return [found[period] for period in source.periods if period in found]


def changed(source: Source, held: dict[str, Any]) -> ReportPart | None:
    """Return what is otherwise than in the edition before; None for a first edition."""
    earlier = source.asked.earlier
    if earlier is None:
        return None
    names = source.lights.kept.names
    rows = [one.told(names) for one in differences(earlier.held, held)]
    heading = _("What is otherwise than in edition %(edition)s") % {"edition": earlier.edition}
    told = {
        "day": formats.date_format(timezone.localtime(earlier.known_at), "j F Y"),
        "reason": earlier.reason,
    }
    sentences = [
        _(
            "The edition before this one held what was known on %(day)s. Why there is a new one: %(reason)s"
        )
        % told
    ]
    if not rows:
        sentences.append(_("No figure and no light is otherwise."))
        return ReportPart("", heading, tuple(sentences))
    heads = (_("What"), _("Edition %(n)s") % {"n": earlier.edition}, _("This edition"))
    return ReportPart(
        "", heading, tuple(sentences), tables=(ReportedTable(heading, heads, tuple(rows)),)
    )
