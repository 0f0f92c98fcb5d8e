"""Lets the database itself keep what was handed in, signed and decided.

A file that was handed in stays, with who did so. What was read from it belongs to its check, and is
fixed by the signature; of a signed delivery only the successor is still to be named. A part is
decided once, and what was accepted can only be superseded. Of a round only the last day can move.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows


def differs(*columns):
    """Return the condition that one of these columns gets another value, or loses or gains one."""
    return " OR ".join(
        f"NEW.{one} <> OLD.{one} OR (NEW.{one} IS NULL) <> (OLD.{one} IS NULL)" for one in columns
    )


DELIVERY = "EXISTS (SELECT 1 FROM deliveries_delivery WHERE id = {row}.delivery_id AND {which})"
SIGNED = "signed_at IS NOT NULL"
HANDED_IN = differs(
    "party_id", "year", "half", "number", "file_name", "size", "original_hash", "uploaded_by_id", "uploaded_at"
)
AFTER_SIGNING = differs(
    "signed_by_id",
    "signed_at",
    "checked_at",
    "template_version",
    "content_fingerprint",
    "tables_hash",
    "n_blocking",
    "n_to_confirm",
    "n_remarks",
    "withdrawn_by_id",
    "withdrawn_at",
)
CLOSED = (
    "NEW.state <> OLD.state AND (OLD.state IN ('withdrawn', 'replaced', 'set_aside') "
    "OR (OLD.state = 'signed' AND NEW.state <> 'replaced'))"
)
PART = differs("delivery_id", "municipality_id", "party_id", "year", "half", "tables_hash", "n_rows")
DECIDED = (
    "OLD.verdict <> 'pending' AND (NEW.verdict <> OLD.verdict "
    "AND NOT (OLD.verdict = 'accepted' AND NEW.verdict = 'superseded') "
    f"OR {differs('reason', 'decided_by_id', 'decided_at')})"
)
UNSIGNED = f"NEW.verdict <> 'pending' AND NOT {DELIVERY.format(row='NEW', which=SIGNED)}"
ALREADY_SAID = f"{DELIVERY.format(row='OLD', which=SIGNED)} OR OLD.confirmed_at IS NOT NULL"
NOT_IN_CHECK = DELIVERY.format(row="OLD", which="state <> 'checking'")
ASKED = differs("municipality_id", "year", "half", "opened_by_id", "opened_at")
THERE = "OLD.id IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0003_set_aside")]

    operations = [
        guard_rows("deliveries_deliveryround", "UPDATE", ASKED, name="asked"),
        guard_rows("deliveries_deliveryround", "DELETE", THERE, name="there"),
        guard_rows("deliveries_delivery", "UPDATE", HANDED_IN, name="handed_in"),
        guard_rows(
            "deliveries_delivery", "UPDATE", f"OLD.{SIGNED} AND ({AFTER_SIGNING})", name="signed"
        ),
        guard_rows("deliveries_delivery", "UPDATE", CLOSED, name="closed"),
        guard_rows("deliveries_delivery", "DELETE", THERE, name="there"),
        guard_rows(
            "deliveries_acceptance",
            "INSERT",
            f"NEW.verdict <> 'pending' OR {DELIVERY.format(row='NEW', which=SIGNED)}",
            name="added",
        ),
        guard_rows("deliveries_acceptance", "UPDATE", PART, name="part"),
        guard_rows("deliveries_acceptance", "UPDATE", DECIDED, name="decided"),
        guard_rows("deliveries_acceptance", "UPDATE", UNSIGNED, name="unsigned"),
        guard_rows("deliveries_acceptance", "DELETE", NOT_IN_CHECK, name="there"),
        guard_rows(
            "deliveries_deliveryfinding",
            "INSERT",
            DELIVERY.format(row="NEW", which=SIGNED),
            name="added",
        ),
        guard_rows("deliveries_deliveryfinding", "UPDATE", ALREADY_SAID, name="said"),
        guard_rows("deliveries_deliveryfinding", "DELETE", NOT_IN_CHECK, name="there"),
    ]
