"""Works and their editions. An edition never changes; a work is withdrawn, never deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models import Clause
from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party


class Work(models.Model):
    """A study or policy paper through all its editions, and what it serves.

    ``party`` brought it in and is the only one that changes it. ``themes`` holds numbers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    themes = models.JSONField(default=list)
    clauses = models.ManyToManyField(Clause, related_name="+")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawal_reason=""
                )
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                & ~Q(withdrawal_reason=""),
                name="work_withdrawn_by_at_and_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Edition(Kept):
    """One edition of a work: a kept file with its words, or the address of a page elsewhere."""

    class Kind(models.TextChoices):
        """What it is."""

        STUDY = "study", _("Study")
        POLICY = "policy", _("Policy paper")
        EVALUATION = "evaluation", _("Evaluation")
        OTHER = "other", _("Something else")

    class Publicness(models.TextChoices):
        """Who may read it."""

        PUBLIC = "public", _("Everyone who takes part, the council too")
        PARTNERS = "partners", _("The parties at the table only")
        PARTY = "party", _("My own party only")

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=200, help_text="Organisation that wrote it")
    dated_on = models.DateField()
    summary = models.TextField(help_text="In plain words")
    publicness = models.CharField(max_length=10, choices=Publicness)
    ground = models.CharField(max_length=300, blank=True, help_text="Why only one party may read")
    file_name = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    n_bytes = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True, help_text="Words of the file, for searching")
    n_words = models.PositiveIntegerField(default=0, help_text="0 when nobody could read them")
    link = models.URLField(max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("work", "number")
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="one_edition_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_count_from_one"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(author="") & ~Q(summary=""),
                name="edition_has_title_author_and_summary",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["study", "policy", "evaluation", "other"]),
                name="edition_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(publicness__in=["public", "partners"], ground="")
                | Q(publicness="party") & ~Q(ground=""),
                name="edition_of_one_party_says_why",
            ),
            models.CheckConstraint(
                condition=(~Q(content_hash="") & ~Q(file_name="") & Q(link=""))
                | (Q(content_hash="", file_name="", text="") & ~Q(link="")),
                name="edition_is_a_file_or_a_link",
            ),
        ]

    def __str__(self) -> str:
        return self.title
