"""The difference, word by word, between two versions of a document of 7,700 tokens.

    python bench/redline.py

The document is the text of the example register, one version with about 140 words replaced,
added or removed by chance (fixed seed). The peer is Python's difflib, with autojunk off (on, it
loses its way in long texts), over the same tokens; both start from the two texts. Ours must touch
no more tokens than the peer. The two take turns; medians are compared. Prints one JSON line.
"""

import json
import random
import resource
import statistics
import time
from difflib import SequenceMatcher

from drieluik.core.amendments.words.difference import difference
from drieluik.core.amendments.words.tokens import is_space, pieces
from drieluik.example.register import agreements

N_TOKENS = 7_700
N_CHANGES = 140
ROUNDS = 9


def two_versions() -> tuple[str, str]:
    """Return the document before and after."""
    rng = random.Random(2020)
    texts = [
        part
        for theme in agreements().themes
        for section in theme.sections
        for part in (section.goal, section.how, *(one.text for one in section.agreements))
        if part
    ]
    cut: list[str] = []
    while sum(not is_space(piece) for piece in cut) < N_TOKENS:
        cut += pieces("\n".join(rng.sample(texts, len(texts))) + "\n")
    while sum(not is_space(piece) for piece in cut) > N_TOKENS:
        cut.pop()
    changed = list(cut)
    words = [at for at, piece in enumerate(cut) if piece[0].isalpha()]
    for at in rng.sample(words, N_CHANGES):
        changed[at] = rng.choice(("", "voortaan", f"{cut[at]} ook", cut[rng.choice(words)]))
    return "".join(cut), "".join(changed)


def ours(old: str, new: str) -> int:
    """Return the number of tokens touched."""
    found = difference(old, new)
    if (found.old_text, found.new_text) != (old, new):
        raise SystemExit("the difference does not give the texts back")
    return found.n_removed + found.n_added


def peer(old: str, new: str) -> int:
    """Return the number of tokens touched by difflib."""
    first, second = ([one for one in pieces(text) if not is_space(one)] for text in (old, new))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return sum(
        (old_until - old_from) + (new_until - new_from)
        for what, old_from, old_until, new_from, new_until in matcher.get_opcodes()
        if what != "equal"
    )


def main() -> None:
    """Measure in turn and print the line."""
    old, new = two_versions()
    seconds: dict[str, list[float]] = {"ours": [], "peer": []}
    touched = {}
    for _ in range(ROUNDS):
        for name, count in (("ours", ours), ("peer", peer)):
            started = time.perf_counter()
            touched[name] = count(old, new)
            seconds[name].append(time.perf_counter() - started)
    if touched["ours"] > touched["peer"]:
        raise SystemExit(f"more tokens touched than needed: {touched}")
    ours_s, peer_s = (statistics.median(seconds[name]) for name in ("ours", "peer"))
    if ours_s >= peer_s:
        raise SystemExit(f"not faster than difflib: {ours_s:.4f} s against {peer_s:.4f} s")
    line = {
        "name": "redline",
        "n": N_TOKENS,
        "ours_s": round(ours_s, 4),
        "peer": "difflib, autojunk off",
        "peer_s": round(peer_s, 4),
        "ratio": round(peer_s / ours_s, 2),
        "edits": touched["ours"],
        "peer_edits": touched["peer"],
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
