"""What parties remark about words of an agreement or proposal. Rows are only added."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.agreements.models.proposals import Proposal
from drieluik.apps.organisations.models import Municipality, Party


class Comment(Kept):
    """A remark, or an answer to one; ``seen`` is the whole text its writer had in view.

    The words it hangs on are the characters ``start`` until ``end`` of ``seen`` (half open); both
    are 0 when it is about the whole text. An answer hangs on what its thread hangs on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, related_name="comments"
    )
    subject = models.UUIDField(help_text="Id of an agreement or section")
    thread = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answers")
    seen = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    text = models.TextField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "id")
        indexes = [models.Index(fields=["municipality", "subject"])]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(start=0, end=0) | Q(end__gt=F("start")), name="comment_hangs_on_words"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class CommentMark(Kept):
    """What became of a comment; the newest row counts."""

    class Kind(models.TextChoices):
        """What was done with it."""

        RESOLVED = "resolved", _("Settled")
        REOPENED = "reopened", _("Opened again")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("comment", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["resolved", "reopened", "withdrawn"]),
                name="comment_mark_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.kind
