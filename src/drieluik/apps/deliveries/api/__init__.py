"""Deliveries for other programmes: the corporation hands in, the municipality decides."""

from ninja import Router

from drieluik.apps.deliveries.api.applying import router as applying
from drieluik.apps.deliveries.api.completeness import router as completeness
from drieluik.apps.deliveries.api.correcting import router as correcting
from drieluik.apps.deliveries.api.deciding import router as deciding
from drieluik.apps.deliveries.api.handing_in import router as handing_in
from drieluik.apps.deliveries.api.partly import router as partly
from drieluik.apps.deliveries.api.rounds import router as rounds
from drieluik.apps.deliveries.api.waiving import router as waiving

router = Router(tags=["aanleveringen"])
router.add_router("", handing_in)
router.add_router("", correcting)
router.add_router("", deciding)
router.add_router("", partly)
router.add_router("", rounds)
router.add_router("", completeness)
router.add_router("", applying)
router.add_router("", waiving)

__all__ = ["router"]
