"""Figures, lights, the rows behind them and norms, for whoever takes part in the municipality."""

from ninja import Router

from drieluik.apps.monitor.api.figures import router as figures
from drieluik.apps.monitor.api.norms import router as norms
from drieluik.apps.monitor.api.origin import router as origin

router = Router(tags=["monitor"])
router.add_router("", figures)
router.add_router("", origin)
router.add_router("", norms)

__all__ = ["router"]
