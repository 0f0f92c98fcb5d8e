"""Lets the database refuse to change a delegation, or to speak by one that is not there.

A position in the place of somebody else is taken by whoever was asked to, for the same party and
proposal, while nobody ended it; one from paper is in nobody's place.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_from_emptying, keep_rows

NOT_GIVEN = (
    "NEW.delegation_id IS NOT NULL AND (NEW.paper <> '' OR NOT EXISTS ("
    "SELECT 1 FROM agreements_delegation given WHERE given.id = NEW.delegation_id "
    "AND given.given_to_id = NEW.taken_by_id AND given.party_id = NEW.party_id "
    "AND (given.proposal_id IS NULL OR given.proposal_id = NEW.proposal_id) "
    "AND NOT EXISTS (SELECT 1 FROM agreements_delegationend gone "
    "WHERE gone.delegation_id = given.id)))"
)
DAY_WITHOUT_PAPER = "NEW.paper_on IS NOT NULL AND NEW.paper = ''"


class Migration(migrations.Migration):
    dependencies = [("agreements", "0017_delegations")]

    operations = [
        keep_rows("agreements_delegation"),
        keep_rows("agreements_delegationend"),
        keep_rows("agreements_position"),
        keep_from_emptying("agreements_delegation", "agreements_delegationend"),
        guard_rows("agreements_position", "INSERT", NOT_GIVEN, name="spoken"),
        guard_rows("agreements_position", "INSERT", DAY_WITHOUT_PAPER, name="dated"),
    ]
