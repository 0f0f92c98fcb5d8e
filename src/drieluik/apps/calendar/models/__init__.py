"""What people tell about the year, by subject."""

from drieluik.apps.calendar.models.days import AgreedDay, FreeDays, OneOffDay
from drieluik.apps.calendar.models.editions import ItemEdition
from drieluik.apps.calendar.models.mails import MailChoice, Reminded
from drieluik.apps.calendar.models.year import (
    CalendarAddress,
    HouseRules,
    ItemMark,
    MeetingNumber,
)

__all__ = [
    "AgreedDay",
    "CalendarAddress",
    "FreeDays",
    "HouseRules",
    "ItemEdition",
    "ItemMark",
    "MailChoice",
    "MeetingNumber",
    "OneOffDay",
    "Reminded",
]
