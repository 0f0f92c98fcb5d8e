"""Everything that can ask something of somebody, in the order of the page."""

from drieluik.apps.home.providers.areas import areas_drawn_on_a_schematic_map
from drieluik.apps.home.providers.deliveries import accepting, delivering
from drieluik.apps.home.providers.exports import exports
from drieluik.apps.home.providers.layers import layers_to_confirm
from drieluik.apps.home.providers.lights import (
    changes,
    judgements,
    needing_care,
    overview_counts,
    own_lights,
    standing_of_landlords,
)
from drieluik.apps.home.providers.meetings import coming, tasks
from drieluik.apps.home.providers.norms import to_confirm, without_norm
from drieluik.apps.home.providers.people import members, unsent_mails
from drieluik.apps.home.providers.projects import reports
from drieluik.apps.home.providers.proposals import approvals, drafts, positions, written_positions
from drieluik.apps.home.providers.releases import publications
from drieluik.apps.home.providers.signals import explanations
from drieluik.apps.home.providers.year import days
from drieluik.apps.home.todo import Provider

PROVIDERS: tuple[Provider, ...] = (
    delivering,
    accepting,
    unsent_mails,
    days,
    tasks,
    reports,
    positions,
    approvals,
    written_positions,
    drafts,
    to_confirm,
    publications,
    exports,
    layers_to_confirm,
    areas_drawn_on_a_schematic_map,
    explanations,
    judgements,
    own_lights,
    needing_care,
    without_norm,
    standing_of_landlords,
    changes,
    coming,
    overview_counts,
    members,
)
"""Each answers only what concerns the person; together they are the first page."""

__all__ = ["PROVIDERS"]
