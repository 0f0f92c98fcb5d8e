"""The agreements for other programmes, and the documents they are read from."""

from ninja import Router

from drieluik.apps.agreements.api.imports import router as imports
from drieluik.apps.agreements.api.register import router as register

router = Router()
router.add_router("", register, tags=["afspraken"])
router.add_router("", imports, tags=["documenten"])

__all__ = ["router"]
