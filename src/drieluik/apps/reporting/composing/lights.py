"""The lights of agreements as parts, tables and plain values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, NormLight
from drieluik.apps.monitor.wording import LIGHTS, bounds, light_label, written
from drieluik.apps.reporting.composing.source import Source
from drieluik.core.indicators import Indicator
from drieluik.core.norms.sentences import agreed_nl
from drieluik.reports.report_document import ReportedTable, ReportPart


def count_table(rows: Sequence[ClauseStanding]) -> ReportedTable:
    """Return per theme how many agreements have which light."""
    themes = {row.clause.theme_number: row.clause.theme_title for row in rows}
    counts = Counter((row.clause.theme_number, row.light) for row in rows)
    lights = (*LIGHTS, "")
    totals = [sum(counts[number, light] for number in themes) for light in lights]
    return ReportedTable(
        _("How many agreements have which light"),
        (_("Theme"), *(light_label(light) for light in LIGHTS), _("No norm")),
        (
            *(
                (f"{number}. {title}", *(str(counts[number, light]) for light in lights))
                for number, title in themes.items()
            ),
            (_("all together"), *(str(n) for n in totals)),
        ),
    )


def rows_table(source: Source, rows: Iterable[ClauseStanding]) -> ReportedTable:
    """Return the agreements with a light, one per row."""
    return ReportedTable(
        _("The agreements with a norm, %(period)s") % {"period": source.asked.period},
        (_("Agreement"), _("Light"), _("Why")),
        tuple(
            (name_of(row), light_label(row.light), "\n".join(_reasons(source, row)))
            for row in rows
            if row.light
        ),
    )


def parts_of(source: Source, rows: Iterable[ClauseStanding]) -> tuple[ReportPart, ...]:
    """Return a part per agreement: its words, its light, its norms, and how each party stands."""
    return tuple(_part(source, row) for row in rows)


def _part(source: Source, row: ClauseStanding) -> ReportPart:
    sentences = [row.clause.text]
    if not row.light:
        sentences.append(
            _("Nobody has recorded yet how to see whether this agreement is met: it has no light.")
        )
        return ReportPart("", name_of(row), tuple(sentences))
    told = {"period": source.asked.period, "light": light_label(row.light)}
    sentences.append(_("Light over %(period)s: %(light)s.") % told)
    return ReportPart(
        "",
        name_of(row),
        tuple(sentences),
        tables=(
            ReportedTable(
                _("The norms of this agreement"),
                (_("Norm"), _("Figure"), _("Light"), _("Why")),
                tuple(_norm_row(source, norm) for norm in row.norms),
            ),
            *(table for norm in row.norms for table in _party_tables(source, norm)),
        ),
    )


def name_of(row: ClauseStanding) -> str:
    """Return number and heading of an agreement; where it has no heading, its first words."""
    words = row.clause.text.split()
    first = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
    return f"{row.clause.number} {row.clause.heading or first}"


def _norm_row(source: Source, norm: NormLight) -> tuple[str, ...]:
    target = stored(norm.wording.text).target
    asked = f": {agreed_nl(target)}" if target is not None else ""
    return (
        f"“{norm.wording.quotation}”{asked}",
        _figure_words(source, norm),
        _light_words(norm),
        "\n".join([reason_of(source, norm), *_beside(source, norm)]),
    )


def _light_words(norm: NormLight) -> str:
    if not norm.worked_out:
        return light_label(norm.light)
    return _("%(light)s (set by hand; worked out: %(other)s)") % {
        "light": light_label(norm.light),
        "other": light_label(norm.worked_out),
    }


def _figure_words(source: Source, norm: NormLight) -> str:
    if not norm.wording.indicator_id:
        return _("people judge")
    card = source.card(norm.wording.indicator_id)
    if source.is_of_one_alone(norm):
        return _("%(name)s: not shown, see the end of this report") % {"name": card.name_nl}
    value = f"{card.name_nl}, {norm.period}: {written(norm.value, card.unit)}"
    if between := bounds(norm.low, norm.high, card.unit):
        value += f" ({between})"
    return value if norm.period else card.name_nl


def reason_of(source: Source, norm: NormLight) -> str:
    """Return why a norm gives its light, as far as readers of the report may know it."""
    if source.tells_of_one_alone(norm) or (norm.objection and norm.objection in norm.reason):
        return _("This light follows from figures per corporation that are not in this report.")
    return norm.reason


def _beside(source: Source, norm: NormLight) -> list[str]:
    """Return what must be said beside a reason: who is missing, and where the figure goes."""
    found = []
    if norm.incomplete:
        found.append(_("Not complete: %(who)s.") % {"who": norm.incomplete})
    if any(name not in norm.reason for name in norm.missing):
        found.append(_("Missing: %(names)s.") % {"names": ", ".join(norm.missing)})
    if norm.forecast and not source.is_of_one_alone(norm):
        found.append(norm.forecast)
    return found


def _reasons(source: Source, row: ClauseStanding) -> list[str]:
    """Return the reasons of the norms that make the light of an agreement."""
    deciding = [norm for norm in row.norms if norm.light == row.light] or list(row.norms)
    lines: list[str] = []
    for norm in deciding:
        name = source.card(norm.wording.indicator_id).name_nl if norm.wording.indicator_id else ""
        reason = reason_of(source, norm)
        lines += [f"{name}. {reason}" if name else reason, *_beside(source, norm)]
    return list(dict.fromkeys(lines))


def _party_tables(source: Source, norm: NormLight) -> list[ReportedTable]:
    """Return how each party stands, where readers may see any party."""
    if not norm.parties or source.asked.owner is not None:
        return []
    card = source.card(norm.wording.indicator_id) if norm.wording.indicator_id else None
    caption = _("How each party stands: %(name)s") % {
        "name": card.name_nl if card else f"“{norm.wording.quotation}”"
    }
    rows = []
    for party in norm.parties:
        light = light_label(party.light) if party.light else "–"
        rows.append(
            (
                party.party_name,
                _("n/a") if party.set_aside else light,
                _party_figure(card, party.value, missing=party.missing or party.set_aside),
                party.reason,
            )
        )
    return [ReportedTable(caption, (_("Party"), _("Light"), _("Figure"), _("Why")), tuple(rows))]


def _party_values(source: Source, norm: NormLight) -> list[dict[str, Any]]:
    """Return the figure of each party as the table of how each party stands tells it.

    Also of one that is unknown: the reason beside it gives its bounds, and quotes the year before.
    """
    if not norm.wording.indicator_id or source.asked.owner is not None:
        return []
    return [
        {"corporatie": party.party_code, "waarde": party.value}
        for party in norm.parties
        if not (party.missing or party.set_aside)
        or any(one is not None for one in (party.value, party.low, party.high))
    ]


def _party_figure(card: Indicator | None, value: float | None, *, missing: bool) -> str:
    if card is None or (value is None and missing):
        return "–"
    return written(value, card.unit)


def as_values(source: Source, rows: Iterable[ClauseStanding]) -> list[dict[str, Any]]:
    """Return the lights as plain values, unrounded, for programmes and for comparing editions."""
    return [
        {
            "afspraak": row.clause.number,
            "over": row.clause.heading or row.clause.text,
            "licht": row.light,
            "normen": [_norm_value(source, norm) for norm in row.norms],
        }
        for row in rows
        if row.light
    ]


def _norm_value(source: Source, norm: NormLight) -> dict[str, Any]:
    hidden = source.is_of_one_alone(norm)
    return {
        "norm": norm.wording.text,
        "indicator": norm.wording.indicator_id or None,
        "definitieversie": norm.version or None,
        "licht": norm.light,
        "uitgerekend": norm.by_itself,
        "reden": reason_of(source, norm),
        "periode": norm.period or None,
        "waarde": None if hidden else norm.value,
        "laagste": None if hidden else norm.low,
        "hoogste": None if hidden else norm.high,
        "onvolledig": norm.incomplete or None,
        "ontbreekt": list(norm.missing),
        "per_corporatie": _party_values(source, norm),
        "niet_getoond": bool(norm.objection) or source.tells_of_one_alone(norm),
    }
