"""Areas for other programmes: borders, areas of the parties' own, and where a place lies."""

from ninja import Router

from drieluik.apps.areas.api.areas import router as areas
from drieluik.apps.areas.api.locating import router as locating

router = Router(tags=["gebieden"])
router.add_router("", areas)
router.add_router("", locating)

__all__ = ["router"]
