"""What people tell about the year that no other room keeps.

House rules, what was done, which number a meeting has, and secret addresses. Items of the year are
computed and have no row: what hangs on them keeps their id as text.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from drieluik.apps.agreements.models.kept import Kept
from drieluik.apps.organisations.models import Municipality, Party


class HouseRules(models.Model):
    """The house rules of a municipality as the text of a rule file; the newest version holds."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    grounds = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="one_number_per_house_rules"
            ),
        ]


class CalendarAddress(models.Model):
    """A secret address of one person for one party; only the hash of the secret is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "party", "municipality"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_address_per_person_party_and_place",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("made_at")),
                name="address_is_withdrawn_after_it_was_made",
            ),
        ]


class ItemMark(Kept):
    """A party, or the municipality for all, said that an item was done, or took that back.

    The newest mark of a party on an item holds; earlier ones stay. ``party`` is empty for a mark
    that counts for all who must act. ``due_on`` is the last day as it was when the mark was made:
    rules may change later, being in time does not.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    item_id = models.CharField(max_length=160, db_index=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(help_text="1, 2, 3 for one item and party")
    done = models.BooleanField(help_text="False when an earlier mark is taken back")
    done_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True, help_text="Note, or why taken back")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "item_id", "party", "number"],
                condition=Q(party__isnull=False),
                name="one_mark_per_number_and_party",
            ),
            models.UniqueConstraint(
                fields=["municipality", "item_id", "number"],
                condition=Q(party__isnull=True),
                name="one_mark_per_number_for_all",
            ),
            models.CheckConstraint(
                condition=Q(done=True, done_on__isnull=False, due_on__isnull=False)
                | Q(done=False, done_on__isnull=True, due_on__isnull=True) & ~Q(words=""),
                name="mark_has_its_day_or_its_reason",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="marks_count_from_one"),
        ]


class MeetingNumber(models.Model):
    """Which number of a rule a planned meeting has in its year; it keeps it when it moves.

    ``meeting`` is the id of the meeting as text: the room of meetings does not know this one.
    A number that was let go, because the meeting went to another year or will not be held, can be
    given to another meeting.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    meeting = models.CharField(max_length=36)
    year = models.PositiveSmallIntegerField()
    rule_id = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    let_go = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "rule_id", "number"],
                condition=Q(let_go=False),
                name="one_meeting_per_number",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(let_go=False), name="one_number_per_meeting"
            ),
        ]
