"""Drieluik: the working place of the three parties behind Dutch social-housing agreements.

What was agreed and who decided so; is it happening and how do we know; what should we decide next.
"""

__version__ = "0.1.0"
