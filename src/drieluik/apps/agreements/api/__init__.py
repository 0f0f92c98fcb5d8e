"""The agreements, their proposals and the documents they are read from, for other programmes."""

from ninja import Router

from drieluik.apps.agreements.api.answering import router as answering
from drieluik.apps.agreements.api.bases import router as bases
from drieluik.apps.agreements.api.comments import router as comments
from drieluik.apps.agreements.api.delegations import router as delegations
from drieluik.apps.agreements.api.imports import router as imports
from drieluik.apps.agreements.api.proposals import router as proposals
from drieluik.apps.agreements.api.register import router as register
from drieluik.apps.agreements.api.writing import router as writing

router = Router()
for one in (register, bases):
    router.add_router("", one, tags=["afspraken"])
router.add_router("", imports, tags=["documenten"])
for one in (proposals, writing, answering, delegations, comments):
    router.add_router("", one, tags=["voorstellen"])

__all__ = ["router"]
