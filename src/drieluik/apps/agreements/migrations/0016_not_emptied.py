"""Lets PostgreSQL refuse to empty tables whose rows are kept (TRUNCATE passes by other triggers)."""

from django.db import migrations

from drieluik.apps.kept_rows import keep_from_emptying


class Migration(migrations.Migration):
    dependencies = [("agreements", "0015_comments_kept")]

    operations = [
        keep_from_emptying(
            "agreements_action",
            "agreements_actionmove",
            "agreements_approvalrule",
            "agreements_binding",
            "agreements_carriedproject",
            "agreements_clause",
            "agreements_clausetext",
            "agreements_comment",
            "agreements_commentmark",
            "agreements_consentrule",
            "agreements_departedclause",
            "agreements_focusproject",
            "agreements_import",
            "agreements_position",
            "agreements_positionapproval",
            "agreements_proposal",
            "agreements_proposaledit",
            "agreements_register",
            "agreements_registerversion",
            "agreements_sectiontext",
            "agreements_yearstanding",
        ),
    ]
