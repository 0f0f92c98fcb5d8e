"""Rounds, deliveries, their findings, and the part of each municipality.

Nothing here is ever deleted once it was signed: every relation protects, and no service deletes.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from drieluik.apps.deliveries.restating import Restatement
from drieluik.apps.deliveries.rounds import PERIOD, YEARS, DeliveryRound, Reopening, RoundChange
from drieluik.apps.deliveries.sending_back import SentBackTable
from drieluik.apps.deliveries.waivers import Waiver
from drieluik.apps.organisations.models import Municipality, Party
from drieluik.core.tables import Period

__all__ = [
    "YEARS",
    "Acceptance",
    "Delivery",
    "DeliveryFinding",
    "DeliveryRound",
    "Reopening",
    "Restatement",
    "RoundChange",
    "SentBackTable",
    "TableNotApplicable",
    "Waiver",
]


def _period_of(name: str) -> Q:
    """There is a half-year in the columns of this name."""
    return Q(**{f"{name}_year__range": YEARS, f"{name}_half__in": (1, 2)})


def _pair(who: str, when: str) -> Q:
    """Who and when are both known or both absent."""
    return Q(**{f"{who}__isnull": True, f"{when}__isnull": True}) | Q(
        **{f"{who}__isnull": False, f"{when}__isnull": False}
    )


class Delivery(models.Model):
    """One workbook handed in by a corporation for one half-year."""

    class State(models.TextChoices):
        """How far it has come; what a municipality decides is kept per part."""

        UPLOADED = "uploaded", _("Received")
        CHECKING = "checking", _("Being checked")
        INTERRUPTED = "interrupted", _("Check broken off")
        CHECKED = "checked", _("Checked")
        SIGNED = "signed", _("Signed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REPLACED = "replaced", _("Replaced")
        SET_ASIDE = "set_aside", _("Set aside")

    UNDER_CHECK = (State.UPLOADED, State.CHECKING, State.INTERRUPTED)
    OPEN = (*UNDER_CHECK, State.CHECKED)
    STANDING = (*OPEN, State.SIGNED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(help_text="1, 2, 3 in the order of handing in")
    state = models.CharField(max_length=20, choices=State, default=State.UPLOADED)
    version = models.PositiveIntegerField(default=1, help_text="Raised by every act")

    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    original_hash = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    check_phase = models.CharField(max_length=60, blank=True)
    check_share = models.FloatField(default=0)
    checked_at = models.DateTimeField(null=True)
    template_version = models.PositiveIntegerField(null=True)
    content_fingerprint = models.CharField(max_length=64, blank=True)
    tables_hash = models.CharField(max_length=64, blank=True)
    n_blocking = models.PositiveIntegerField(default=0)
    n_to_confirm = models.PositiveIntegerField(default=0)
    n_remarks = models.PositiveIntegerField(default=0)

    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )

    class Meta:
        # a moment is no order: two files can come in at the same one
        ordering = ("-year", "-half", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "year", "half", "number"], name="one_delivery_per_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="delivery_is_numbered_from_1"),
            models.CheckConstraint(condition=PERIOD, name="delivery_has_a_period"),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "uploaded",
                        "checking",
                        "interrupted",
                        "checked",
                        "signed",
                        "withdrawn",
                        "replaced",
                        "set_aside",
                    ]
                ),
                name="delivery_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(check_share__gte=0) & Q(check_share__lte=1),
                name="delivery_progress_is_a_share",
            ),
            models.CheckConstraint(
                condition=_pair("signed_by", "signed_at"), name="delivery_signed_by_and_at"
            ),
            models.CheckConstraint(
                condition=_pair("withdrawn_by", "withdrawn_at"),
                name="delivery_withdrawn_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | (Q(signed_at__isnull=False) & Q(n_blocking=0) & ~Q(tables_hash="")),
                name="signed_delivery_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "set_aside"]) | Q(checked_at__isnull=False),
                name="checked_delivery_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
                name="withdrawn_delivery_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="replaced") | Q(replaced_by__isnull=False),
                name="replaced_delivery_names_its_successor",
            ),
            models.UniqueConstraint(
                fields=["party", "year", "half"],
                condition=Q(state="checked"),
                name="one_checked_delivery_per_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.period} {self.id}"

    @property
    def stands(self) -> bool:
        """Whether it can still become or is what the corporation has handed in."""
        return self.state in self.STANDING

    @property
    def period(self) -> Period:
        """The half-year the figures are about."""
        return Period(self.year, self.half)


class Acceptance(models.Model):
    """The part of a delivery that is one municipality's, and what its steward decided on it."""

    class Verdict(models.TextChoices):
        """What became of this part."""

        PENDING = "pending", _("To be decided")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Sent back")
        SUPERSEDED = "superseded", _("Replaced by a corrected delivery")
        LAPSED = "lapsed", _("Replaced before a decision")

    DECIDED = (Verdict.ACCEPTED, Verdict.REFUSED, Verdict.SUPERSEDED)

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="parts")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=20, choices=Verdict, default=Verdict.PENDING)
    tables_hash = models.CharField(max_length=64)
    mixed_hash = models.CharField(  # noqa: DJ001 - most parts count with their own tables alone
        max_length=64,
        null=True,
        help_text="The tables that count, where some are of an earlier file",
    )
    kept_from = models.JSONField(
        null=True, help_text="Of the tables that count: table -> the earlier delivery it came in"
    )
    n_rows = models.JSONField(default=dict, help_text="Rows per table")
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("municipality__name",)
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "municipality"], name="one_part_per_municipality"
            ),
            models.UniqueConstraint(
                fields=["party", "year", "half", "municipality"],
                condition=Q(verdict="accepted"),
                name="one_accepted_part_per_period",
            ),
            models.CheckConstraint(
                condition=_pair("decided_by", "decided_at"), name="part_decided_by_and_at"
            ),
            models.CheckConstraint(
                condition=Q(
                    verdict__in=["accepted", "refused", "superseded"], decided_at__isnull=False
                )
                | Q(verdict__in=["pending", "lapsed"], decided_at__isnull=True),
                name="decided_part_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="refused") | ~Q(reason=""), name="refused_part_has_a_reason"
            ),
        ]

    @property
    def counting_hash(self) -> str:
        """Name under which the tables are kept that count once this part is accepted."""
        return self.mixed_hash or self.tables_hash

    def source_of(self, table_id: str) -> str:
        """Return the id of the delivery from which a table counts."""
        return (self.kept_from or {}).get(table_id) or str(self.delivery_id)


class TableNotApplicable(models.Model):
    """What a corporation said once about a table: it does not apply to us, from a half-year on.

    It holds until the half-year from which the table applies again; the same half-year as the
    first one when it was said by mistake.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    table_id = models.CharField(max_length=60)
    from_year = models.PositiveSmallIntegerField()
    from_half = models.PositiveSmallIntegerField()
    reason = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    until_year = models.PositiveSmallIntegerField(null=True)
    until_half = models.PositiveSmallIntegerField(null=True)
    ended_because = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("party__name", "table_id", "from_year", "from_half", "recorded_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=_period_of("from"), name="not_applicable_from_a_period"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="not_applicable_has_a_reason"),
            models.CheckConstraint(
                condition=Q(
                    until_year__isnull=True,
                    until_half__isnull=True,
                    ended_by__isnull=True,
                    ended_at__isnull=True,
                    ended_because="",
                )
                | (
                    _period_of("until")
                    & Q(ended_by__isnull=False, ended_at__isnull=False)
                    & ~Q(ended_because="")
                    & (
                        Q(until_year__gt=F("from_year"))
                        | Q(until_year=F("from_year"), until_half__gte=F("from_half"))
                    )
                ),
                name="not_applicable_ends_whole_and_not_before",
            ),
            models.UniqueConstraint(
                fields=["party", "table_id"],
                condition=Q(ended_at__isnull=True),
                name="one_open_not_applicable_per_table",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.table_id} {self.from_period}"

    @property
    def from_period(self) -> Period:
        """The first half-year in which the table does not apply."""
        return Period(self.from_year, self.from_half)

    @property
    def until_period(self) -> Period | None:
        """The first half-year in which it applies again; None while nobody said so."""
        if self.until_year is None or self.until_half is None:
            return None
        return Period(self.until_year, self.until_half)


class DeliveryFinding(models.Model):
    """One finding of the last check, at its cell, with its confirmation if it got one."""

    class Severity(models.TextChoices):
        """How much it holds up."""

        BLOCKS = "blocks", _("Must be put right")
        CONFIRM = "confirm", _("To be confirmed with a reason")
        REMARK = "remark", _("Remark")

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField(help_text="Place in the order of the workbook")
    rule = models.CharField(max_length=120)
    severity = models.CharField(max_length=10, choices=Severity)
    sheet = models.CharField(max_length=80, blank=True)
    cell = models.CharField(max_length=40, blank=True)
    column = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField(null=True)
    value = models.TextField(null=True)  # noqa: DJ001 - nothing in the cell differs from empty text
    facts = models.JSONField(default=dict)
    municipality_code = models.CharField(max_length=6, blank=True)
    identity = models.CharField(  # noqa: DJ001 - findings of before have none
        max_length=32, null=True, help_text="By what it is recognised in a next file"
    )
    says = models.CharField(  # noqa: DJ001 - findings of before have none
        max_length=32, null=True, help_text="Fingerprint of place, value and facts"
    )
    since = models.PositiveIntegerField(
        null=True, help_text="Number of the file since which it is there"
    )
    reason = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    waiver = models.ForeignKey(Waiver, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        indexes = [
            models.Index(fields=["delivery", "severity", "rule"]),
            models.Index(fields=["delivery", "identity"]),
            models.Index(fields=["delivery", "says"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_finding_per_number"),
            models.CheckConstraint(
                condition=_pair("confirmed_by", "confirmed_at"),
                name="finding_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | (Q(severity="confirm") & ~Q(reason="")),
                name="only_soft_findings_are_confirmed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(waiver__isnull=True) | Q(confirmed_at__isnull=False),
                name="waived_finding_is_confirmed",
            ),
        ]
