"""Runs the jobs: first what a killed worker left lying or a new version changed, then all else."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from drieluik.jobs.mails import plan_next
from drieluik.jobs.monitor import enqueue_outdated
from drieluik.jobs.requeue import alive, new_worker_name, requeue_abandoned

_STEPS_ASIDE = 10
"""How much a worker stands back for pages on the same cores: people wait for those."""


class Command(BaseCommand):
    help = "Run jobs until told to stop (SIGTERM finishes the job at hand first)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--until-empty", action="store_true", help="Stop when there is nothing left to do"
        )
        parser.add_argument(
            "--interval", type=float, default=1.0, help="Seconds between looks at an empty queue"
        )

    def handle(self, *args: Any, until_empty: bool, interval: float, **options: Any) -> None:
        """Requeue, look whether figures follow from something else by now, then work."""
        n_requeued = requeue_abandoned()
        if n_requeued:
            self.stdout.write(f"{n_requeued} taken weer in de rij gezet")
        n_outdated = enqueue_outdated()
        if n_outdated:
            self.stdout.write(f"cijfers van {n_outdated} gemeenten worden opnieuw berekend")
        if not until_empty:
            os.nice(_STEPS_ASIDE)
            plan_next(timezone.now())
        worker_name = new_worker_name()
        with alive(worker_name):
            call_command(
                "db_worker",
                queue_name="*",
                batch=until_empty,
                interval=interval,
                startup_delay=False,
                reload=False,
                worker_id=worker_name,
                verbosity=options["verbosity"],
            )
