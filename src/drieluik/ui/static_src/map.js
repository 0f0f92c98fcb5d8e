// The map that moves, beside the drawn one. It opens only when somebody asks for it and the browser
// can draw it; without that the drawing stays. Everything it does has a button or a key.
import { calmly, canDraw, movingMap, token } from "./moving.js";

const CIRCLE = "#e9b48f"; // as the drawing has it
const PATCH = 14; // pixels of one patch of hatching
const LEAST = 12; // pixels across an area, on average, from which its border is drawn

for (const root of document.querySelectorAll("[data-map]")) {
  const open = root.querySelector("[data-map-open]");
  if (!canDraw()) continue;
  root.querySelector("[data-map-offer]").hidden = false;
  open.addEventListener("click", () => show(root, open));
}

async function show(root, open) {
  const live = root.querySelector("[data-map-live]");
  const isOpen = !live.hidden;
  live.hidden = isOpen;
  root.querySelector("[data-map-drawn]").hidden = !isOpen;
  open.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen || live.dataset.ready) return;
  live.dataset.ready = "1";
  try {
    const { map, areas } = await movingMap(live);
    addAreas(map, areas);
    listen(map, live, areas);
  } catch {
    live.querySelector("[data-map-told]").textContent = live.dataset.failed;
  }
}

function addAreas(map, areas) {
  map.addImage("hidden", hatched(token("copper-dark"), (x, y) => (x + y) % 7 < 2));
  map.addImage("missing", hatched(token("line-strong"), (x, y) => x % 7 < 2 && y % 7 < 2));
  map.addSource("areas", { type: "geojson", data: areas });
  for (const layer of new Set(areas.features.map((one) => one.properties.laag))) {
    if (layer === "cijfers") addFigures(map, bordersFrom(map, areas));
    else if (layer === "cirkels") map.addLayer(circles(map));
    else map.addLayer(lines(layer));
  }
  // a source of its own: to choose an area is then not to cut all the others anew
  map.addSource("chosen", { type: "geojson", data: none() });
  map.addLayer({
    id: "chosen", type: "line", source: "chosen",
    paint: { "line-color": token("copper"), "line-width": 5 },
  });
}

function none() {
  return { type: "FeatureCollection", features: [] };
}

// Return the zoom from which borders are drawn: of a whole country they would hide the colours.
function bordersFrom(map, areas) {
  const { clientWidth, clientHeight } = map.getCanvas();
  const across = Math.sqrt((clientWidth * clientHeight) / areas.features.length);
  return Math.max(0, map.getZoom() + Math.log2(LEAST / across));
}

function addFigures(map, bordersFrom) {
  const figures = ["==", ["get", "laag"], "cijfers"];
  const isHatched = ["in", ["get", "vulling"], ["literal", ["hidden", "missing"]]];
  const near = ["step", ["zoom"], false, bordersFrom, true];
  const opacity = { "fill-opacity": ["get", "dekking"], "fill-antialias": near };
  map.addLayer({
    id: "figures", type: "fill", source: "areas", filter: ["all", figures, ["!", isHatched]],
    paint: { "fill-color": ["get", "vulling"], ...opacity },
  });
  map.addLayer({
    id: "hatched", type: "fill", source: "areas", filter: ["all", figures, isHatched],
    paint: { "fill-pattern": ["get", "vulling"], ...opacity },
  });
  map.addLayer({
    id: "borders", type: "line", source: "areas", filter: figures, minzoom: bordersFrom,
    paint: { "line-color": token("line-strong"), "line-width": 0.8 },
  });
}

function lines(layer) {
  const own = layer === "own";
  const paint = { "line-color": own ? token("copper") : token("ink"), "line-width": own ? 3 : 1.8 };
  if (own) paint["line-dasharray"] = [3, 1.5];
  return { id: layer, type: "line", source: "areas", filter: ["==", ["get", "laag"], layer], paint };
}

// Circles are as large as in the drawing, which is 640 wide at most.
function circles(map) {
  const scale = Math.min(1, map.getCanvas().clientWidth / 640);
  return {
    id: "circles", type: "circle", source: "areas", filter: ["==", ["get", "laag"], "cirkels"],
    paint: {
      "circle-radius": ["*", scale, ["get", "straal"]], "circle-color": CIRCLE,
      "circle-stroke-color": token("ink"), "circle-stroke-width": 1.2,
      "circle-opacity": ["get", "dekking"], "circle-stroke-opacity": ["get", "dekking"],
    },
  };
}

function hatched(colour, isInk) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const data = new Uint8ClampedArray(4 * PATCH * PATCH);
  for (let at = 0; at < PATCH * PATCH; at += 1) {
    const ink = isInk(at % PATCH, Math.floor(at / PATCH));
    data.set(ink ? [red, green, blue, 255] : [255, 255, 255, 255], 4 * at);
  }
  return { width: PATCH, height: PATCH, data };
}

function listen(map, live, areas) {
  const places = areas.features.filter((one) => one.properties.code);
  const told = live.querySelector("[data-map-told]");
  let chosen = -1;
  const choose = (at) => {
    chosen = (at + places.length) % places.length;
    const place = places[chosen];
    map.getSource("chosen").setData(place);
    const link = document.createElement("a");
    link.href = place.properties.adres;
    link.textContent = place.properties.tekst;
    told.replaceChildren(link);
  };
  const acts = {
    in: () => map.zoomIn(calmly()),
    out: () => map.zoomOut(calmly()),
    all: () => map.fitBounds(areas.bbox, { padding: 16, ...calmly() }),
    previous: () => choose(chosen < 0 ? -1 : chosen - 1),
    next: () => choose(chosen + 1),
  };
  for (const button of live.querySelectorAll("[data-map-act]")) {
    button.addEventListener("click", acts[button.dataset.mapAct]);
  }
  for (const layer of ["figures", "hatched"]) {
    for (const event of ["mousemove", "click"]) {
      map.on(event, layer, ({ features: [found] }) => {
        const at = places.findIndex((one) => one.properties.code === found.properties.code);
        if (at !== chosen) choose(at);
      });
    }
  }
  live.dataset.ready = "shown";
}
