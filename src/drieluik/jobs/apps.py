"""Registers the jobs with Django and hangs them on the events they react to."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "drieluik.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Let every job listen to its events, once the models are there."""
        from drieluik.jobs import (
            agreements,
            areas,
            deliveries,
            exports,
            layers,
            mails,
            meetings,
            monitor,
            notices,
            projects,
            releases,
            reports,
            signals,
        )

        agreements.listen()
        areas.listen()
        deliveries.listen()
        exports.listen()
        layers.listen()
        mails.listen()
        meetings.listen()
        monitor.listen()
        notices.listen()
        projects.listen()
        releases.listen()
        reports.listen()
        signals.listen()
