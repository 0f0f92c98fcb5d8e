"""Lays the reports of the example: begun, written in by the parties, and the first one frozen."""

from uuid import UUID

from django.db import transaction

from drieluik.apps.reporting import services
from drieluik.apps.reporting.selectors import has_reports
from drieluik.example.deliveries import periods
from drieluik.example.reports import ExampleReport, ExampleText, reports
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor


@transaction.atomic
def lay_reports(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Lay the reports at once, unless there are reports already; a shorter story has none."""
    if has_reports(municipality_id=municipality_id):
        return
    told = {str(period) for period in periods()}
    for one in reports():
        if one.period in told:
            _lay(municipality_id, party_ids, one)


def _lay(municipality_id: int, party_ids: dict[str, int], one: ExampleReport) -> None:
    report = services.begin_report(
        municipality_id=municipality_id,
        beginning=services.Beginning(one.kind, one.period, one.audience),
        actor=actor(MUNICIPALITY, "editor", one.begun_on),
        now=moment(one.begun_on),
    )
    for text in one.texts:
        _write(report.id, party_ids[text.party], text)
    if one.frozen_on is not None:
        asked_at = moment(one.frozen_on, 15)
        services.ask_to_freeze(
            report_id=report.id,
            known_on=None,
            actor=actor(MUNICIPALITY, "steward", one.frozen_on),
            now=asked_at,
        )
        services.freeze(report_id=report.id, known_at=asked_at, now=moment(one.frozen_on, 16))


def _write(report_id: UUID, party_id: int, text: ExampleText) -> None:
    services.write_text(
        report_id=report_id,
        party_id=party_id,
        words=services.Words(text.chapter, text.text_nl),
        actor=actor(text.party, "editor", text.day),
        now=moment(text.day, 11),
    )
