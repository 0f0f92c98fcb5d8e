"""``drieluik demo``: the example city on this machine, with nothing else to start."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import click

ADDRESS = "127.0.0.1:8000"


@click.command()
@click.option("--address", default=ADDRESS, show_default=True, help="Adres en poort.")
@click.option("--only-prepare", is_flag=True, help="Klaarzetten en stoppen, niet serveren.")
def demo(address: str, only_prepare: bool) -> None:
    """Zet de voorbeeldstad klaar en toon haar in de browser."""
    if not only_prepare:
        _check_free(address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drieluik.config.settings")
    os.environ["DRIELUIK_DEMO"] = "1"
    os.environ.setdefault("DRIELUIK_ADDRESS", f"http://{address}")
    started = time.monotonic()
    _prepare()
    _tell(address, time.monotonic() - started)
    if not only_prepare:
        _serve(address)


def _check_free(address: str) -> None:
    """Say before the long preparation that something else answers at the address."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise click.BadParameter(f"{address} is geen adres met poort, zoals {ADDRESS}.")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return
    raise click.ClickException(
        f"Op {address} draait al iets. Kies een andere poort: make demo ADDRESS=127.0.0.1:8001"
    )


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    click.echo("Database bijwerken ...")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from drieluik.example.seeding import seed

    seed(tell=lambda step: click.echo(f"  {step}"))


def _tell(address: str, seconds: float) -> None:
    from drieluik.example.parties import party, persons
    from drieluik.example.seeding import PASSWORD

    click.echo(f"\nKlaar in {seconds:.0f} seconden. Alle cijfers van corporaties zijn verzonnen.\n")
    width = max(len(person.email) for person in persons())
    for person in persons():
        click.echo(f"  {person.email:<{width}}  {person.task_nl}, {party(person.party).name}")
    click.echo(f"\n  Wachtwoord voor iedereen: {PASSWORD}")
    click.echo(f"\n  Adres: http://{address}   (stoppen: Ctrl+C)\n")


def _serve(address: str) -> None:
    """Run the web server and the worker side by side; when one ends, end the other."""
    commands = [
        [sys.executable, "-m", "gunicorn", "drieluik.config.wsgi", "--bind", address,
         "--workers", "2", "--threads", "4", "--timeout", "120", "--log-level", "warning"],
        [sys.executable, "-m", "django", "work"],
    ]  # fmt: skip
    running = [subprocess.Popen(command) for command in commands]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for process in running:
            process.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while all(process.poll() is None for process in running):
        time.sleep(0.3)
    stop(0, None)
    codes = [process.wait() for process in running]
    if any(code > 0 for code in codes):
        raise SystemExit("De voorbeeldstad is gestopt door een fout; zie de regels hierboven.")
