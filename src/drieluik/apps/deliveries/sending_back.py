"""The tables of an accepted part that were sent back, each with its reason.

Its table stands in ``models`` with the others; the database adds to it before the decision only, and
refuses to change or delete it.
"""

from django.db import models
from django.db.models import Q


class SentBackTable(models.Model):
    """One table that does not count with the rest of its part; who and when stand at the part.

    A table that was sent back before and is not in the newer file is repeated there, so that what
    still is to come can be read from the part that counts.
    """

    part = models.ForeignKey(
        "deliveries.Acceptance", on_delete=models.PROTECT, related_name="sent_back"
    )
    table_id = models.CharField(max_length=60)
    reason = models.TextField()

    class Meta:
        app_label = "deliveries"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["part", "table_id"], name="one_table_sent_back_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="sent_back_table_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.table_id}"
