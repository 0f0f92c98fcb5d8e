"""Lets the database keep connections, their places and their secrets as they were made.

Of a connection only its withdrawal is written later, of a secret only an earlier end, of a token its use
and that it was taken back; tokens that ended long ago may go.
"""

from django.db import migrations

from drieluik.apps.kept_rows import guard_rows, keep_rows

OTHER_CONNECTION = (
    "OLD.party_id <> NEW.party_id OR OLD.client_id <> NEW.client_id OR OLD.name <> NEW.name "
    "OR OLD.purpose <> NEW.purpose OR OLD.scopes <> NEW.scopes OR OLD.made_by_id <> NEW.made_by_id "
    "OR OLD.made_at <> NEW.made_at OR OLD.until_on <> NEW.until_on OR OLD.withdrawn_at IS NOT NULL"
)
OTHER_SECRET = (
    "OLD.connection_id <> NEW.connection_id OR OLD.secret_hash <> NEW.secret_hash "
    "OR OLD.made_by_id <> NEW.made_by_id OR OLD.made_at <> NEW.made_at "
    "OR (OLD.until_at IS NOT NULL AND (NEW.until_at IS NULL OR NEW.until_at > OLD.until_at))"
)
OTHER_TOKEN = (
    "OLD.secret_id <> NEW.secret_id OR OLD.token_hash <> NEW.token_hash "
    "OR OLD.scopes <> NEW.scopes OR OLD.given_at <> NEW.given_at OR OLD.until_at <> NEW.until_at "
    "OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("connections", "0001_initial")]

    operations = [
        guard_rows("connections_connection", "UPDATE", OTHER_CONNECTION, name="facts"),
        guard_rows("connections_connection", "DELETE", "1 = 1", name="row"),
        keep_rows("connections_connectionplace"),
        guard_rows("connections_secret", "UPDATE", OTHER_SECRET, name="facts"),
        guard_rows("connections_secret", "DELETE", "1 = 1", name="row"),
        guard_rows("connections_token", "UPDATE", OTHER_TOKEN, name="facts"),
    ]
