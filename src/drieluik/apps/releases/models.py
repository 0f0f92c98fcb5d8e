"""What is made public of the figures: publications with their protected tables, and who approved."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party
from drieluik.core.flows import Shape


class Publication(models.Model):
    """Tables over one half-year that go out together.

    What was published once is out for ever: a withdrawn publication still counts for everybody who
    calculates, so it is never deleted and later ones are protected against it.

    Attributes:
        period: The half-year.
        number: 1, 2, 3; a later publication over the same half-year corrects the one before.
        table_ids: Which tables were asked; see ``flows.PUBLIC_TABLES``.
        shapes: In which shape each table was asked, by its id; per buurt when it is not named. See
            ``flows.Shape``.
        owner_ids: Parties whose figures are in it, known once it was prepared; each approves.
        note: What is corrected, in words for everybody; empty in the first.
        fault: Why preparing broke off last time; empty when it did not.
        ended_because: Why it was withdrawn or dropped, for the parties.
        told_public: Why it was withdrawn, in words for everybody; empty in what was withdrawn before
            this was asked, and in what was dropped.
    """

    class State(models.TextChoices):
        """Where a publication stands."""

        PREPARING = "preparing", _("Being prepared")
        PREPARED = "prepared", _("Ready to approve")
        PUBLISHED = "published", _("Public")
        WITHDRAWN = "withdrawn", _("Withdrawn from the public")
        DROPPED = "dropped", _("Not published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=6)
    number = models.PositiveSmallIntegerField()
    table_ids = models.JSONField()
    shapes = models.JSONField(default=dict)
    owner_ids = models.JSONField(default=list)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARING)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    prepared_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    told_public = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-period", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "period", "number"], name="one_publication_per_number"
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(state__in=["preparing", "prepared"]),
                name="one_publication_being_made",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["preparing", "prepared", "published", "withdrawn", "dropped"]
                ),
                name="publication_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["prepared", "published", "withdrawn"])
                | Q(prepared_at__isnull=False),
                name="publication_was_prepared",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["published", "withdrawn"],
                    published_at__isnull=False,
                    published_by__isnull=False,
                )
                | ~Q(state__in=["published", "withdrawn"])
                & Q(published_at__isnull=True, published_by__isnull=True),
                name="publication_says_when_it_went_out",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["withdrawn", "dropped"],
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                )
                & ~Q(ended_because="")
                | ~Q(state__in=["withdrawn", "dropped"])
                & Q(ended_at__isnull=True, ended_by__isnull=True),
                name="ended_publication_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} ({self.number})"

    @property
    def was_published(self) -> bool:
        """Whether it ever went out; then it is out for ever."""
        return self.published_at is not None

    def shape_of(self, table_id: str) -> Shape:
        """Return in which shape a table was asked."""
        return Shape(self.shapes.get(table_id, Shape.BUURTEN))

    @property
    def came_to_nothing(self) -> bool:
        """Whether it is prepared and none of its tables can be made public."""
        prepared = self.state == self.State.PREPARED
        return prepared and not self.tables.exclude(release="").exists()


class PreparedTable(Kept):
    """One table of a publication, as it came out of disclosure control, or why it did not.

    Attributes:
        table_id: See ``flows.PUBLIC_TABLES``.
        place: 0, 1: a figure can be made public as several tables.
        outcome: What came of it.
        reasons: Why there is nothing to publish, one sentence per line, for the parties.
        refused: Codes of the cells that would be given away; several together are one figure. For
            the steward only: it tells that they are small.
        input_hash: Fingerprint of the calculation that it was made from.
        release: What the public sees, as JSON; see ``core.disclosure.release_json``.
        kept: What must stay with us, as JSON; see ``core.disclosure.kept_json``.
        earlier: Fingerprints of the releases that it was protected against, in order.
        n_hidden: How many figures are not shown.
        n_already_out: How many figures earlier publications tell more of than the rules allow.
    """

    class Outcome(models.TextChoices):
        """What came of a table."""

        PROTECTED = "protected", _("Can be made public")
        INCOMPLETE = "incomplete", _("Figures are not complete")
        REFUSED = "refused", _("Cannot be protected")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="tables")
    table_id = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    reasons = models.TextField(blank=True)
    refused = models.JSONField(default=list)
    calculation_id = models.UUIDField(null=True)
    input_hash = models.CharField(max_length=64, blank=True)
    release = models.TextField(blank=True)
    release_hash = models.CharField(max_length=64, blank=True)
    kept = models.TextField(blank=True)
    earlier = models.JSONField(default=list)
    n_hidden = models.PositiveIntegerField(default=0)
    n_already_out = models.PositiveIntegerField(default=0)
    prepared_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "table_id", "place"], name="one_table_per_place"
            ),
            models.CheckConstraint(
                condition=Q(outcome="protected", reasons="")
                & ~Q(release="")
                & ~Q(release_hash="")
                & ~Q(kept="")
                | Q(outcome__in=["incomplete", "refused"], release="", kept="") & ~Q(reasons=""),
                name="prepared_table_is_whole_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.place}: {self.outcome}"


class Approval(Kept):
    """A party approved a publication as it was prepared.

    Attributes:
        seen: Fingerprint of all tables that were approved; see ``selectors.fingerprint``.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="approvals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    seen = models.CharField(max_length=64)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "party"], name="one_approval_of_a_publication_per_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.party_id}"


class AmountPercent(models.Model):
    """The share of the p% rule by which a municipality protects amounts; nobody else may know it.

    Whoever knows it can calculate more from a table of amounts. So it is shown to the data steward of the
    municipality and to nobody else, and stands in no event, file or answer. Only what holds now stands here.
    What was protected before keeps how uncertain it must stay, from which an earlier one follows: that
    stays with us as well.

    Attributes:
        percent: With the largest two contributions x1 and x2 of a total X, an amount is secret when
            ``X - x1 - x2 < percent / 100 * x1``.
    """

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="amount_percent_protects"
            ),
        ]

    def __str__(self) -> str:
        return f"amount percent of municipality {self.municipality_id}"
