"""Addresses of the year."""

from django.urls import path

from drieluik.apps.calendar.views import days, free, item, reminders, year

app_name = "calendar"
_BASE = "<slug:municipality>/jaarkalender/"
urlpatterns = [
    path(_BASE, year.this_year, name="this_year"),
    path(f"{_BASE}<int:year>/", year.year, name="year"),
    path(f"{_BASE}huisregels/", year.rules, name="rules"),
    path(f"{_BASE}abonnement/", year.follow, name="follow"),
    path(f"{_BASE}abonnement/<int:party_id>/", year.renew, name="renew"),
    path(f"{_BASE}abonnement/<int:party_id>/intrekken/", year.withdraw, name="withdraw"),
    path(f"{_BASE}punt/<str:item_id>/", item.item, name="item"),
    path(f"{_BASE}punt/<str:item_id>/terugnemen/", item.take_back, name="take_back"),
    path(f"{_BASE}punt/<str:item_id>/dag/", days.agree, name="agree"),
    path(f"{_BASE}punt/<str:item_id>/dag/intrekken/", days.withdraw_agreed, name="withdraw_agreed"),
    path(f"{_BASE}dagen/", days.days, name="days"),
    path(f"{_BASE}dagen/eenmalig/", days.add_one_off, name="add_one_off"),
    path(f"{_BASE}dagen/eenmalig/<uuid:key>/", days.one_off_day, name="one_off"),
    path(
        f"{_BASE}dagen/eenmalig/<uuid:key>/intrekken/",
        days.withdraw_one_off,
        name="withdraw_one_off",
    ),
    path(f"{_BASE}vrije-dagen/", free.free_days, name="free_days"),
    path(
        f"{_BASE}vrije-dagen/<int:free_days_id>/intrekken/",
        free.withdraw,
        name="withdraw_free_days",
    ),
    path(f"{_BASE}mails/", reminders.choose, name="reminders"),
    path("jaarkalender/mails/<str:token>/", reminders.stop, name="stop"),
    path("jaarkalender/<str:secret>.ics", year.feed, name="feed"),
]
