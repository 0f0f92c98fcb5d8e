"""Registers the jobs with Django and hangs them on the events they react to."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "drieluik.jobs"
    label = "jobs"
