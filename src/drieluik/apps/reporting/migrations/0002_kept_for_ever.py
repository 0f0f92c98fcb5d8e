"""Lets the database keep reports: a frozen one never changes, and no text is changed or deleted.

Of a frozen report only its withdrawal may be written, once; of any report what it is about never
changes. In a report that is no draft nobody writes.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_rows

OTHER_REPORT = (
    "OLD.id <> NEW.id OR OLD.municipality_id <> NEW.municipality_id OR OLD.kind <> NEW.kind "
    "OR OLD.period <> NEW.period OR OLD.audience <> NEW.audience OR OLD.edition <> NEW.edition "
    "OR COALESCE(OLD.party_id, 0) <> COALESCE(NEW.party_id, 0) OR OLD.reason <> NEW.reason "
    "OR OLD.begun_by_id <> NEW.begun_by_id OR OLD.begun_at <> NEW.begun_at "
    "OR (OLD.previous_id IS NULL) <> (NEW.previous_id IS NULL) OR OLD.previous_id <> NEW.previous_id"
)
CHANGED_AFTER_FREEZING = (
    "OLD.frozen_at IS NOT NULL AND (OLD.state = 'withdrawn' OR NEW.state <> 'withdrawn' "
    "OR NEW.known_at IS NULL OR OLD.known_at <> NEW.known_at "
    "OR NEW.frozen_by_id IS NULL OR OLD.frozen_by_id <> NEW.frozen_by_id "
    "OR NEW.frozen_at IS NULL OR OLD.frozen_at <> NEW.frozen_at OR OLD.snapshot <> NEW.snapshot "
    "OR OLD.snapshot_hash <> NEW.snapshot_hash OR OLD.docx_hash <> NEW.docx_hash "
    "OR OLD.pdf_hash <> NEW.pdf_hash OR OLD.code_version <> NEW.code_version)"
)
IS_NO_DRAFT = (
    "EXISTS (SELECT 1 FROM reporting_report WHERE id = NEW.report_id AND state <> 'draft')"
)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [
        guard_rows("reporting_report", "UPDATE", OTHER_REPORT, name="facts"),
        guard_rows("reporting_report", "UPDATE", CHANGED_AFTER_FREEZING, name="frozen"),
        guard_rows("reporting_report", "DELETE", "1 = 1", name="row"),
        keep_rows("reporting_textblock"),
        guard_rows("reporting_textblock", "INSERT", IS_NO_DRAFT, name="draft"),
    ]
