"""Papers, their versions, and when each version reached which party."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.decisions.models.agenda import AgendaItem
from drieluik.apps.organisations.models import Party


class Paper(Kept):
    """A paper with an item, by its title; its content is in its versions."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ("item", "id")
        constraints = [
            models.UniqueConstraint(fields=["item", "title"], name="one_paper_per_title"),
            models.CheckConstraint(condition=~Q(title=""), name="paper_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class PaperVersion(Kept):
    """One version of a paper: a kept file, or a page of Drieluik (``link``)."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    n_bytes = models.PositiveIntegerField(default=0)
    n_words = models.PositiveIntegerField(null=True, help_text="None when nobody could count them")
    link = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("paper", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"], name="one_paper_version_per_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="paper_versions_from_one"),
            models.CheckConstraint(
                condition=(~Q(content_hash="") & ~Q(file_name="") & Q(link=""))
                | (Q(content_hash="", file_name="") & Q(link__startswith="/")),
                name="paper_is_a_file_or_a_page_of_ours",
            ),
        ]


class PaperDelivery(Kept):
    """When a version reached a party. A mistake is put right by a newer row with its reason."""

    class How(models.TextChoices):
        """By which way."""

        MAIL = "mail", _("By e-mail")
        HERE = "here", _("In Drieluik, with notice")
        POST = "post", _("By post")
        HAND = "hand", _("Handed over")

    version = models.ForeignKey(PaperVersion, on_delete=models.PROTECT, related_name="deliveries")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    delivered_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How)
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("version", "party__name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "party"],
                condition=Q(reason=""),
                name="one_first_delivery_per_version_and_party",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["mail", "here", "post", "hand"]), name="delivery_way_is_known"
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__lte=F("recorded_at")),
                name="delivery_is_recorded_afterwards",
            ),
        ]
