"""The command line. Reading documents and workbooks works without database or Django."""

import click

from drieluik.cli.agreements import agreements
from drieluik.cli.areas import areas
from drieluik.cli.audit import audit
from drieluik.cli.connections import connections
from drieluik.cli.cycle import cycle
from drieluik.cli.deliveries import deliveries
from drieluik.cli.demo import demo
from drieluik.cli.disclosure import disclosure
from drieluik.cli.exports import exports
from drieluik.cli.figures import figures
from drieluik.cli.indicators import indicators
from drieluik.cli.layers import layers
from drieluik.cli.reports import reports
from drieluik.cli.search import search
from drieluik.cli.setup import setup


@click.group()
@click.version_option(package_name="drieluik")
def main() -> None:
    """Drieluik: prestatieafspraken vastleggen, volgen en bijstellen."""


main.add_command(agreements)
main.add_command(areas)
main.add_command(layers)
main.add_command(deliveries)
main.add_command(cycle)
main.add_command(audit)
main.add_command(search)
main.add_command(figures)
main.add_command(indicators)
main.add_command(reports)
main.add_command(disclosure)
main.add_command(demo)
main.add_command(setup)
main.add_command(connections)
main.add_command(exports)
