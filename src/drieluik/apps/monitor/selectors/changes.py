"""Why a half-year was calculated anew: what a calculation follows from, beside the one before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.core.indicators import INDICATORS
from drieluik.core.parameters import PARAMETERS
from drieluik.core.tables import table
from drieluik.ui.templatetags.drieluik import euro


def changed_parts(before: CalculationRow, after: CalculationRow) -> list[str]:
    """Return which parts of what they follow from differ between two calculations."""
    was, now = _parts(before), _parts(after)
    return [name for name in was if was[name] != now[name]]


def change_sentences(before: CalculationRow, after: CalculationRow) -> list[str]:
    """Return in words what differs between two calculations of a half-year."""
    sentences = [*_deliveries(before, after), *_definitions(before, after)]
    if after.law_values is None:
        return sentences
    if before.law_values is None:
        sentences.append(_("From here on, legal values and buurten are kept with the calculation."))
        return sentences
    sentences += _law_values(before, after)
    sentences += _buurten(set(before.buurten or ()), set(after.buurten or ()))
    sentences += _parties(before.expected_parties or {}, after.expected_parties or {})
    sentences += _tables(before, after)
    return sentences


def _parts(row: CalculationRow) -> dict[str, object]:
    return {
        "deliveries": [(entry["delivery_id"], entry["tables_hash"]) for entry in row.inputs],
        "definitions": row.definition_versions,
        "law_values": row.law_values,
        "buurten": row.buurten,
        "expected_parties": row.expected_parties,
        "not_applicable": row.not_applicable,
    }


def _deliveries(before: CalculationRow, after: CalculationRow) -> Iterator[str]:
    known = {entry["delivery_id"] for entry in before.inputs}
    new = [entry for entry in after.inputs if entry["delivery_id"] not in known]
    if new:
        listed = ", ".join(f"{entry['party_name']} {entry['period']}" for entry in new)
        yield _("New figures: %(deliveries)s.") % {"deliveries": listed}


def _definitions(before: CalculationRow, after: CalculationRow) -> Iterator[str]:
    known = before.definition_versions
    new = [
        card for card in INDICATORS if after.definition_versions.get(card.id) != known.get(card.id)
    ]
    if new:
        listed = ", ".join(card.name_nl for card in new)
        yield _("New version of the definition of: %(names)s.") % {"names": listed}


def _law_values(before: CalculationRow, after: CalculationRow) -> Iterator[str]:
    """Say per legal value what it was and became; one sentence for all half-years it concerns."""
    halves: dict[tuple[str, str, float | None, float | None], list[str]] = defaultdict(list)
    for half, name, kind, was in _values(before):
        now = (after.law_values or {}).get(half, {}).get(kind, {}).get(name, was)
        if now != was:
            halves[name, kind, was, now].append(half)
    # the limits of the year first
    for (name, kind, was, now), where in sorted(
        halves.items(), key=lambda item: item[0][1] != "limits"
    ):
        facts = {
            "name": PARAMETERS[f"rent_limits.{name}"].name_nl,
            "was": _amount(was),
            "now": _amount(now),
            "halves": ", ".join(where),
        }
        if kind == "limits":
            yield _("Corrected: %(name)s over %(halves)s was %(was)s and is %(now)s.") % facts
        else:
            yield _("Corrected: the fixed %(name)s was %(was)s and is %(now)s.") % facts


def _values(row: CalculationRow) -> Iterator[tuple[str, str, str, float | None]]:
    for half, kinds in (row.law_values or {}).items():
        for kind, values in kinds.items():
            for name, value in values.items():
                yield half, name, kind, value


def _amount(value: float | None) -> str:
    return _("unknown") if value is None else euro(value, 2)


def _buurten(before: set[str], after: set[str]) -> Iterator[str]:
    if n := len(after - before):
        text = ngettext("%(n)d buurt more in the list.", "%(n)d buurten more in the list.", n)
        yield text % {"n": n}
    if n := len(before - after):
        text = ngettext("%(n)d buurt less in the list.", "%(n)d buurten less in the list.", n)
        yield text % {"n": n}


def _parties(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    if new := _names(after, before):
        yield _("Also asked for figures: %(names)s.") % {"names": new}
    if gone := _names(before, after):
        yield _("No longer asked for figures: %(names)s.") % {"names": gone}
    renamed = [code for code in before if after.get(code, before[code]) != before[code]]
    for code in renamed:
        facts = {"was": before[code], "now": after[code]}
        yield _("Another name: %(was)s is called %(now)s.") % facts


def _tables(before: CalculationRow, after: CalculationRow) -> Iterator[str]:
    was, now = _left_out(before), _left_out(after)
    names = (before.expected_parties or {}) | (after.expected_parties or {})
    for code, table_id in sorted({*was, *now}):
        left, came = (one.get((code, table_id), ()) for one in (was, now))
        facts = {"name": names.get(code, code), "sheet": table(table_id).sheet_nl}
        if new := sorted(set(came) - set(left)):
            yield _("%(sheet)s does not apply to %(name)s in %(halves)s.") % (
                facts | {"halves": ", ".join(new)}
            )
        if gone := sorted(set(left) - set(came)):
            yield _("%(sheet)s does apply to %(name)s in %(halves)s.") % (
                facts | {"halves": ", ".join(gone)}
            )


def _left_out(row: CalculationRow) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for half, parties in row.not_applicable.items():
        for code, tables in parties.items():
            for table_id in tables:
                found[code, table_id].append(half)
    return found


def _names(those: dict[str, str], without: Iterable[str]) -> str:
    return ", ".join(name for code, name in those.items() if code not in set(without))
