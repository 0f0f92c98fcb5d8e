"""From what an event was about to the municipality it belongs to."""

from uuid import UUID

from drieluik.apps.agreements.models import Proposal, Register


def place_of_register(register_id: int) -> int:
    """Return the municipality of a register.

    Raises:
        Register.DoesNotExist: There is none with this id.
    """
    return Register.objects.values_list("municipality_id", flat=True).get(id=register_id)


def place_of_proposal(proposal_id: UUID) -> int:
    """Return the municipality of a proposal.

    Raises:
        Proposal.DoesNotExist: There is none with this id.
    """
    return Proposal.objects.values_list("municipality_id", flat=True).get(id=proposal_id)
