"""The address of a licence that people wrote in words: data portals want to know which one it is."""

import re

_BASE = "https://creativecommons.org"
_KNOWN = {
    "cc by 4.0": f"{_BASE}/licenses/by/4.0/",
    "cc by 3.0": f"{_BASE}/licenses/by/3.0/",
    "cc by 3.0 nl": f"{_BASE}/licenses/by/3.0/nl/",
    "cc by sa 4.0": f"{_BASE}/licenses/by-sa/4.0/",
    "cc by nd 4.0": f"{_BASE}/licenses/by-nd/4.0/",
    "cc by nc 4.0": f"{_BASE}/licenses/by-nc/4.0/",
    "cc0": f"{_BASE}/publicdomain/zero/1.0/",
    "cc0 1.0": f"{_BASE}/publicdomain/zero/1.0/",
    "cc 0": f"{_BASE}/publicdomain/zero/1.0/",
    "publiek domein": f"{_BASE}/publicdomain/mark/1.0/",
    "public domain": f"{_BASE}/publicdomain/mark/1.0/",
}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def licence_address(licence: str) -> str:
    """Return the address of a licence; empty when nobody can tell which one is meant.

    Examples:
        >>> licence_address("CC-BY 4.0")
        'https://creativecommons.org/licenses/by/4.0/'
        >>> licence_address("https://example.org/licentie")
        'https://example.org/licentie'
        >>> licence_address("vrij te gebruiken")
        ''
    """
    words = licence.strip()
    if _ADDRESS.fullmatch(words):
        return words
    return _KNOWN.get(" ".join(re.split(r"[\s_-]+", words.lower())), "")
