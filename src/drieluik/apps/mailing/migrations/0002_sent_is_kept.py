"""Lets the database itself refuse to change or delete a mail that was sent."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_rows


class Migration(migrations.Migration):
    dependencies = [("mailing", "0001_initial")]

    operations = [keep_rows("mailing_mail", when="OLD.state = 'sent'")]
