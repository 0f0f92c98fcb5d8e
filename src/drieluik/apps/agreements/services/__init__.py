"""What can be done with documents and the register. Every function is one whole act."""

from drieluik.apps.agreements.services.bindings import set_bindings
from drieluik.apps.agreements.services.register import load_register

__all__ = [
    "load_register",
    "set_bindings",
]
