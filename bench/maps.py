"""The map of a city on a phone, and a map of the whole country that is moved.

    make demo (once), then: python bench/maps.py

Prints one JSON line each. On the phone (four times slower, 1.6 Mbit/s with 150 ms to a server):
seconds until the map is seen, and the bytes that took, without the library of the map that moves.
The peer is the smallest page of the same server, as it is seen on that phone. The country has 14,000
made-up buurten with wrinkled borders that meet, simplified as maps of the product are, and is drawn
by the product's own scripts: seconds until it can be moved, and the milliseconds between two
pictures (p95) while it is dragged. The peer is a city of 70 buurten. Without a graphics card these
are drawn by the processor; ``drawn_by`` tells.
"""

import functools
import http.server
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from _serving import ADDRESS, PEER, p95, serving, set_up
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
BUILT = Path(__file__).resolve().parents[1] / "src/drieluik/ui/static/built"
MAP = "/enschede/monitor/kaart/?cijfer=evictions"
PERSON = ("gegevens@gemeente.voorbeeld.example", "samen-wonen-in-enschede")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
}
TIMES = 7
N_COUNTRY, N_CITY = 14_000, 70
TOLERANCE = {N_COUNTRY: 100.0, N_CITY: 10.0}
_SEEN = "() => document.querySelector('{what}')?.getBoundingClientRect().height > 0"
_PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"


def on_a_phone(browser: Browser) -> None:
    """Open the map, and the smallest page, with nothing kept from before."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"http://{ADDRESS}{PEER}")
    page.fill("[name=login]", PERSON[0])
    page.fill("[name=password]", PERSON[1])
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.wait_for_load_state()
    kept: Any = context.storage_state()
    ours = [seen(browser, kept, MAP, "svg.map path") for _ in range(TIMES)]
    peers = [seen(browser, None, PEER, "h1") for _ in range(TIMES)]
    ours_s, peer_s = (statistics.median(one for one, _ in each) for each in (ours, peers))
    print(json.dumps({
        "name": "map of 70 buurten on a phone", "ours_s": round(ours_s, 2), "peer": PEER,
        "peer_s": round(peer_s, 2), "ratio": round(ours_s / peer_s, 2), "bytes": ours[0][1],
        "peer_bytes": peers[0][1],
    }), flush=True)  # fmt: skip


def seen(browser: Browser, kept: Any, path: str, what: str) -> tuple[float, int]:
    """Return the seconds until something is seen, and the bytes until the page was there."""
    context = browser.new_context(**PHONE, storage_state=kept)
    page = context.new_page()
    sizes: dict[str, int] = {}
    devtools = slow(context, page, sizes)
    page.goto(f"http://{ADDRESS}{path}", wait_until="commit")
    page.wait_for_function(_SEEN.format(what=what))
    taken = float(page.evaluate(_PAINTED)) / 1000
    page.wait_for_load_state("networkidle")
    devtools.detach()
    context.close()
    return taken, sum(sizes.values())


def slow(context: BrowserContext, page: Page, sizes: dict[str, int]) -> Any:
    """Make a browser as slow as a phone, and count what it gets."""
    devtools = context.new_cdp_session(page)
    devtools.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: int(one["encodedDataLength"])}))  # fmt: skip
    devtools.send("Network.enable")
    line = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
    devtools.send("Network.emulateNetworkConditions", {"offline": False, **line})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return devtools


def country(n: int) -> str:
    """Return a map of made-up buurten as the product gives it to its scripts."""
    import shapely

    from drieluik.core.geography import rings_of
    from drieluik.core.geography.drawing.simplifying import simplified_shapes
    from drieluik.reports.charts import Form
    from drieluik.reports.maps import Figures, MapWords, Place, Shown, classes_of, map_geojson
    from drieluik.reports.maps.classes import Method

    rng = np.random.default_rng(n)
    side = 180_000.0 * (n / N_COUNTRY) ** 0.5
    land = shapely.box(60_000, 400_000, 60_000 + side, 400_000 + side)
    points = shapely.MultiPoint(rng.uniform(0, side, (n, 2)) + np.array([60_000, 400_000]))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=land))
    pieces = shapely.segmentize(shapely.intersection(cells, land), 40.0)
    wrinkled = shapely.transform(pieces, _moved)
    simple = simplified_shapes(list(wrinkled), TOLERANCE[n])
    before, after = (int(shapely.get_num_coordinates(each).sum()) for each in (wrinkled, simple))
    print(json.dumps({"name": "borders", "n": n, "points": before, "simplified": after, "still_meet": bool(shapely.coverage_is_valid(simple))}), flush=True)  # fmt: skip
    values = rng.integers(5, 500, n)
    places = tuple(
        Place(f"BU{at:08d}", f"Buurt {at}", rings_of(shape), Shown(float(value), str(value)))
        for at, (shape, value) in enumerate(zip(simple, values, strict=True))
    )
    classes = classes_of(values.tolist(), Method.QUANTILES, 5, Form.COUNT)
    words = MapWords("Verzonnen", "2020-1", "woningen", Form.COUNT, "verzonnen")
    return map_geojson([Figures(places)], classes, words)


def _moved(at: np.ndarray) -> np.ndarray:
    """Move every point by where it stands, so that borders that meet keep meeting."""
    at = np.round(at, 1)
    x, y = at[:, 0] / 300, at[:, 1] / 300
    away = np.column_stack([np.sin(x + 3 * np.sin(y)), np.cos(y + 2 * np.sin(1.7 * x))])
    return np.asarray(np.round(at + 60 * away, 2))


def moved(browser: Browser, n: int) -> dict[str, Any]:
    """Open the map that moves and drag it; return how long that took, and between pictures."""
    with tempfile.TemporaryDirectory() as place, on_a_port(Path(place)) as address:
        folder = Path(place)
        (folder / "areas.json").write_text(country(n), "utf-8")
        (folder / "index.html").write_text(_PAGE, "utf-8")
        (folder / "built").symlink_to(BUILT)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        begun = time.perf_counter()
        page.locator("[data-map-open]").click()
        page.locator("[data-ready=shown]").wait_for(timeout=120_000)
        page.evaluate(_PAINTED)
        ready = time.perf_counter() - begun
        devtools = page.context.new_cdp_session(page)
        devtools.send("Performance.enable")
        before = _busy_s(devtools)
        page.evaluate(_COUNT)
        canvas = page.locator("canvas")
        box = canvas.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(180):
            page.mouse.move(x + 120 * np.sin(step / 15), y + 90 * np.sin(step / 20))
            page.wait_for_timeout(16)
        page.mouse.up()
        gaps: list[float] = page.evaluate("() => window.gaps")
        page_ms = 1000 * (_busy_s(devtools) - before) / len(gaps)
        drawn_by = str(page.evaluate(_DRAWN_BY))
        page.close()
        n_bytes = (folder / "areas.json").stat().st_size
    return {"ready_s": round(ready, 2), "p95_ms": round(p95(gaps)), "page_ms": round(page_ms, 1), "bytes": n_bytes, "drawn_by": drawn_by}  # fmt: skip


def _busy_s(devtools: Any) -> float:
    """Return how long the page has been at work, whoever draws."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


_COUNT = """() => {
  window.gaps = [];
  let last = performance.now();
  const next = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
_DRAWN_BY = """() => {
  const gl = document.createElement("canvas").getContext("webgl2");
  return gl.getParameter(gl.getExtension("WEBGL_debug_renderer_info").UNMASKED_RENDERER_WEBGL);
}"""
_PAGE = """<!doctype html><html class="drieluik-theme"><link rel="stylesheet" href="built/drieluik.css">
<div data-map><p data-map-offer hidden><button data-map-open>open</button></p><div data-map-drawn></div>
<div data-map-live hidden data-geojson="areas.json" data-library="/built/maplibre.js"
 data-worker="/built/maplibre-worker.js" data-style="built/maplibre-style.css" data-tiles=""
 data-title="" data-help="" data-touch="" data-failed="failed">
<div class="map-live" data-map-canvas></div><p data-map-told></p></div></div>
<script src="built/map.js" type="module"></script></html>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the lines on the screen are the figures."""


@contextmanager
def on_a_port(folder: Path) -> Iterator[str]:
    """Serve the files of a folder."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def main() -> None:
    """Measure the phone, then the country beside a city."""
    set_up()
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        with serving():
            on_a_phone(browser)
        peer, ours = moved(browser, N_CITY), moved(browser, N_COUNTRY)
        browser.close()
    ratio = round(ours["p95_ms"] / peer["p95_ms"], 2)
    told = {f"peer_{name}": value for name, value in peer.items() if name != "drawn_by"}
    print(json.dumps({"name": "map of 14,000 buurten moves", **ours, "peer": "70 buurten", **told, "ratio": ratio}))  # fmt: skip


if __name__ == "__main__":
    main()
