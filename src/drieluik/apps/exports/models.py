"""What a recipient is given each half-year: what was chosen, each file, and the tables in it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party


class ExportPlan(Kept):
    """What a recipient gets of a municipality, from which half-year, and how soon after it.

    Never changed: the newest row of a recipient counts, and one with ``ended_because`` stops it.

    Attributes:
        from_period: The first half-year that is given.
        days_after: How many days after the half-year the file is made.
        public_ids: Tables that are given once they are public; see ``flows.PUBLIC_TABLES``.
        agreed_ids: Tables that are given also when they are not public, by agreement.
        ground: Where it stands that the agreed tables may be given.
        agreed_by: Who agreed that.
        agreed_until: First day on which that no longer holds.
        asked_in: Where it stands what the recipient asks; empty when that is not known.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    from_period = models.CharField(max_length=6)
    days_after = models.PositiveSmallIntegerField()
    public_ids = models.JSONField(default=list)
    agreed_ids = models.JSONField(default=list)
    ground = models.CharField(max_length=300, blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_until = models.DateField(null=True)
    asked_in = models.CharField(max_length=300, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_ids=[])
                | ~Q(ground="") & ~Q(agreed_by="") & Q(agreed_until__isnull=False),
                name="agreed_export_has_its_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.recipient}"


class ExportApproval(Kept):
    """A corporation approved that its figures are given to a recipient by agreement.

    Attributes:
        plan: What was chosen when it approved; a later plan that agrees the same needs no new one.
        seen: Fingerprint of what was agreed and approved; see ``consent.agreement_of``.
    """

    plan = models.ForeignKey(ExportPlan, on_delete=models.PROTECT, related_name="approvals")
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
                fields=["plan", "party"], name="one_approval_of_an_export_per_party"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.party_id}"


class ExportEdition(Kept):
    """One file for a recipient over a half-year; a next one says what came since.

    Attributes:
        signature: Fingerprint of all that it was made from; as long as it is the same, nothing is made.
        content: Everything that stands in the files, as JSON: they are made of it and of nothing else.
        csv_hash: Under which the csv is kept.
        xlsx_hash: Under which the workbook is kept.
        lacking: Name, reason for the parties and reason for the recipient of every table that was
            chosen and is not in it, or not whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(ExportPlan, on_delete=models.PROTECT, related_name="editions")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=6)
    number = models.PositiveSmallIntegerField()
    signature = models.CharField(max_length=64)
    content = models.TextField()
    csv_hash = models.CharField(max_length=64)
    xlsx_hash = models.CharField(max_length=64)
    lacking = models.JSONField(default=list)
    code_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-period", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "recipient", "period", "number"],
                name="one_export_edition_per_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.period} ({self.number})"


class ExportTry(Kept):
    """A try to make the first file over a half-year that gave nothing: it is not tried again of the same.

    Attributes:
        signature: Fingerprint of all that it would have been made from.
        lacking: As in ``ExportEdition``.
    """

    plan = models.ForeignKey(ExportPlan, on_delete=models.PROTECT, related_name="tries")
    period = models.CharField(max_length=6)
    signature = models.CharField(max_length=64)
    lacking = models.JSONField()
    code_version = models.CharField(max_length=40)
    tried_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.plan} {self.period}"


class ExportTable(Kept):
    """A table in a file that was not public: protected for it, and counted in all that goes out later.

    Attributes:
        input_hash: Fingerprint of the calculation that it was made from.
        release: What the recipient sees, as JSON.
        kept: What must stay with us, as JSON.
    """

    edition = models.ForeignKey(ExportEdition, on_delete=models.PROTECT, related_name="tables")
    table_id = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    calculation_id = models.UUIDField()
    input_hash = models.CharField(max_length=64)
    release = models.TextField()
    release_hash = models.CharField(max_length=64)
    kept = models.TextField()
    is_new = models.BooleanField(help_text="False when an earlier file had this very table")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "table_id", "place"], name="one_table_per_place_of_an_export"
            )
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.place}"
