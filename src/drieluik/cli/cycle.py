"""Commands about the yearly cycle; they need no database and no web server."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from drieluik.core.cycle import (
    URGENCY_NL,
    Calendar,
    CycleItem,
    FreePeriod,
    Known,
    RuleBook,
    RuleFileError,
    Sort,
    calendar_of,
    carried_over,
    read_free_periods,
    rule_book,
    urgency_of,
)
from drieluik.core.cycle.dutch import day_nl
from drieluik.core.cycle.wording import details_nl, title_nl
from drieluik.core.findings import Finding, Severity, action_nl, message_nl, worst_severity
from drieluik.example.cycle import house_rules
from drieluik.reports.cycle_icalendar import CalendarFeed, cycle_icalendar

_SEVERITY_NL = {
    Severity.BLOCKS: "onmogelijk",
    Severity.CONFIRM: "bevestigen",
    Severity.REMARK: "opmerking",
}
_OUT = click.Path(dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def cycle() -> None:
    """De jaarkalender: wat de wet en de huisregels in een jaar vragen."""


@cycle.command("year")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option(
    "--rules",
    "rules_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Huisregels van een gemeente (YAML); anders die van de voorbeeldstad.",
)
@click.option(
    "--holidays",
    "holidays_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Schoolvakanties en andere dagen zonder bijeenkomsten (YAML).",
)
@click.option("--on", "today", type=_DAY, help="Toon hoe elk punt er op die dag voor staat.")
@click.option("--ics", type=_OUT, help="Schrijf de kalender als iCalendar-bestand.")
@click.option("--json", "json_out", type=_OUT, help="Schrijf de kalender als JSON.")
def year_command(
    year: int,
    rules_file: Path | None,
    holidays_file: Path | None,
    today: datetime | None,
    ics: Path | None,
    json_out: Path | None,
) -> None:
    """Reken de kalender van een jaar uit en toon hem.

    Eindigt met 0, of met 1 als er iets onmogelijk is.
    """
    book = _book(rules_file)
    on = today.date() if today is not None else None
    calendar = calendar_of(year, book, Known(free_periods=_free(holidays_file), today=on))
    carried = carried_over(calendar_of(year - 1, book))
    click.echo("\n".join(year_lines(calendar, carried)))
    if json_out is not None:
        text = json.dumps(as_json(calendar, carried), ensure_ascii=False, indent=2)
        _write(json_out, f"{text}\n".encode())
    if ics is not None:
        feed = CalendarFeed(f"Jaarkalender {year}: {book.title_nl}", "drieluik", datetime.now(UTC))
        _write(ics, cycle_icalendar((*carried, *calendar.items), feed))
    blocked = worst_severity(calendar.findings) is Severity.BLOCKS
    raise SystemExit(1 if blocked else 0)


def year_lines(calendar: Calendar, carried: tuple[CycleItem, ...]) -> Iterator[str]:
    """The lines of the year: the law, what holds all year, every day, and findings."""
    yield f"Jaarkalender {calendar.year}"
    yield calendar.book.title_nl
    for regime in calendar.regimes:
        yield f"Regeling {regime.id}: {regime.name_nl}, vanaf {day_nl(regime.from_on)}"
    all_year = [item for item in calendar.items if item.sort is Sort.ALL_YEAR]
    dated = [item for item in calendar.items if item.sort is not Sort.ALL_YEAR]
    yield from _section("Het hele jaar", all_year, calendar)
    yield from _section(f"Nog uit {calendar.year - 1}", list(carried), calendar)
    yield from _section("Op datum", dated, calendar)
    if calendar.findings:
        yield ""
        yield "Waar u op moet letten"
        for finding in calendar.findings:
            yield f"- {_SEVERITY_NL[finding.severity]}: {message_nl(finding)}"
            yield f"  → {action_nl(finding)}"


def _section(title: str, items: list[CycleItem], calendar: Calendar) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield title
    for item in items:
        yield from _item_lines(item, calendar)


def _item_lines(item: CycleItem, calendar: Calendar) -> Iterator[str]:
    day = _period(item) if item.sort is Sort.ALL_YEAR else day_nl(item.last_on)
    today = calendar.known.today
    soon = calendar.book.habits.soon_days
    stands = f" [{URGENCY_NL[urgency_of(item, today, soon)]}]" if today is not None else ""
    name = item.name_nl if item.sort is Sort.ALL_YEAR else title_nl(item)
    yield f"- {day}{_clock(item)}: {name}{stands}"
    yield from (f"    {line}" for line in details_nl(item))


def _period(item: CycleItem) -> str:
    return f"{item.from_on:%-d-%-m-%Y} tot en met {item.last_on:%-d-%-m-%Y}"


def _clock(item: CycleItem) -> str:
    if item.starts_at is None or item.ends_at is None:
        return ""
    return f", {item.starts_at:%H.%M}-{item.ends_at:%H.%M} uur"


def as_json(calendar: Calendar, carried: tuple[CycleItem, ...]) -> dict[str, object]:
    """The year as plain values, with days as ISO dates and half-open windows."""
    return {
        "year": calendar.year,
        "rules": calendar.book.title_nl,
        "regimes": [regime.id for regime in calendar.regimes],
        "carried_over": [_item_json(item) for item in carried],
        "items": [_item_json(item) for item in calendar.items],
        "findings": [_finding_json(finding) for finding in calendar.findings],
    }


def _item_json(item: CycleItem) -> dict[str, object]:
    return {
        "id": item.id,
        "kind": item.kind.value,
        "sort": item.sort.value,
        "name": item.name_nl,
        "who": [party.value for party in item.who],
        "to": [party.value for party in item.to],
        "from": item.from_on.isoformat(),
        "until": item.until_on.isoformat(),
        "starts_at": item.starts_at.isoformat("minutes") if item.starts_at else None,
        "ends_at": item.ends_at.isoformat("minutes") if item.ends_at else None,
        "regime": item.regime,
        "hangs_on": item.hangs_on,
        "settled": item.settled,
        "only_if": item.only_if_nl,
        "source": {"law": item.source.law, "article": item.source.article},
        "details": list(details_nl(item)),
    }


def _finding_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "item": finding.facts.get("item"),
        "message": message_nl(finding),
        "action": action_nl(finding),
    }


def _book(rules_file: Path | None) -> RuleBook:
    if rules_file is None:
        return rule_book(house_rules(), "huisregels van de voorbeeldstad")
    try:
        return rule_book(rules_file.read_text("utf-8"), rules_file.name)
    except (RuleFileError, UnicodeDecodeError) as error:
        raise click.ClickException(f"De huisregels zijn niet te lezen. {error}") from error


def _free(holidays_file: Path | None) -> tuple[FreePeriod, ...] | None:
    if holidays_file is None:
        return None
    try:
        return read_free_periods(holidays_file.read_text("utf-8"), holidays_file.name)
    except (RuleFileError, UnicodeDecodeError) as error:
        raise click.ClickException(f"De vrije dagen zijn niet te lezen. {error}") from error


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{out} kan niet worden geschreven: {error.strerror}") from error
    click.echo(f"\nGeschreven: {out}")
