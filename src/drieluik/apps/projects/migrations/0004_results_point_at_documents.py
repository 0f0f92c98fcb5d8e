"""Lets a delivered result point at a work of the library or at a paper of a meeting."""

import django.db.models.deletion
from django.db import migrations, models

from drieluik.apps.kept_rows import triggers_aside

_ASIDE, _BACK = triggers_aside()


class Migration(migrations.Migration):

    dependencies = [
        ('decisions', '0005_cancelled_and_received_are_kept'),
        ('library', '0003_not_emptied'),
        ('projects', '0003_not_emptied'),
    ]

    operations = [
        _ASIDE,
        migrations.RemoveConstraint(
            model_name='projectresult',
            name='result_has_a_title_and_a_paper_or_link',
        ),
        migrations.AddField(
            model_name='projectresult',
            name='meeting_paper',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.paperversion'),
        ),
        migrations.AddField(
            model_name='projectresult',
            name='work',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='library.work'),
        ),
        migrations.AddConstraint(
            model_name='projectresult',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(models.Q(('paper', ''), _negated=True), models.Q(('link', ''), _negated=True), ('work__isnull', False), ('meeting_paper__isnull', False), _connector='OR')), name='result_has_a_title_and_can_be_found'),
        ),
        migrations.AddConstraint(
            model_name='projectresult',
            constraint=models.CheckConstraint(condition=models.Q(('work__isnull', True), ('meeting_paper__isnull', True), _connector='OR'), name='result_points_at_one_document'),
        ),
        _BACK,
    ]
