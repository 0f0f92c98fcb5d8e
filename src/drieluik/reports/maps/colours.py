"""Colours and hatching of maps: one hue from light to dark, which no kind of colour blindness mixes up.

The hue is the petrol of the theme, and the other colours are its tokens; a test holds that.
"""

RAMP = ("#d9ecee", "#b3d3d8", "#8bb9c1", "#629fab", "#3b8290", "#1e6170", "#0c3a45")
"""From low to high, seven steps of about equal lightness."""
BORDER, PAPER = "#71807f", "#ffffff"
"""The border is seen on the lightest and on the darkest class."""
HIDDEN, MISSING = "#8a3d12", "#71807f"
"""Lines of the hatching for not shown, dots for no figure."""
WIJK, OWN = "#1b2628", "#b3541e"
CIRCLE, CIRCLE_EDGE = "#e9b48f", "#1b2628"
"""Circles are told from the classes by their form; the dark edge is seen on every class."""
_PICKED = {
    1: (4,),
    2: (1, 5),
    3: (1, 3, 5),
    4: (0, 2, 4, 6),
    5: (0, 2, 3, 5, 6),
    6: (0, 1, 2, 3, 5, 6),
    7: (0, 1, 2, 3, 4, 5, 6),
}


def ramp(n: int) -> tuple[str, ...]:
    """Return the colours of ``n`` classes (0-7), from low to high."""
    return tuple(RAMP[at] for at in _PICKED.get(n, ()))


def hatching(key: str) -> str:
    """Return the two patterns as definitions, their names beginning with ``key``."""
    return (
        f'<pattern id="{key}-hidden" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{PAPER}"/>'
        f'<rect width="2.2" height="7" fill="{HIDDEN}"/></pattern>'
        f'<pattern id="{key}-missing" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{PAPER}"/>'
        f'<circle cx="3" cy="3" r="1.1" fill="{MISSING}"/></pattern>'
    )
