"""Figures, lights, the rows behind them, norms and signals, for whoever takes part in the municipality."""

from ninja import Router

from drieluik.apps.monitor.api.by_hand import router as by_hand
from drieluik.apps.monitor.api.definitions import router as definitions
from drieluik.apps.monitor.api.figures import router as figures
from drieluik.apps.monitor.api.foreseen import router as foreseen
from drieluik.apps.monitor.api.norms import router as norms
from drieluik.apps.monitor.api.origin import router as origin
from drieluik.apps.monitor.api.own_areas import router as own_areas
from drieluik.apps.monitor.api.remarks import router as remarks
from drieluik.apps.monitor.api.reported import router as reported
from drieluik.apps.monitor.api.signals import router as signals

router = Router(tags=["monitor"])
router.add_router("", definitions)
router.add_router("", figures)
router.add_router("", remarks)
router.add_router("", origin)
router.add_router("", norms)
router.add_router("", by_hand)
router.add_router("", signals)
router.add_router("", reported)
router.add_router("", foreseen)
router.add_router("", own_areas)

__all__ = ["router"]
