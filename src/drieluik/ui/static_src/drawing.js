// Drawing an area on the map that moves; what is drawn is written as GeoJSON in the field of the form.
// Without WebGL or scripts the field itself stays, and so do the buurten that can be chosen.
import { TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode } from "terra-draw";
import { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
import { calmly, canDraw, movingMap, token } from "./moving.js";

const root = document.querySelector("[data-draw]");
const field = root && document.getElementById(root.dataset.draw);
if (field && canDraw()) {
  const open = root.querySelector("[data-map-open]");
  root.querySelector("[data-map-offer]").hidden = false;
  open.addEventListener("click", () => show(open), { once: true });
}

async function show(open) {
  const live = root.querySelector("[data-map-live]");
  live.hidden = false;
  open.closest("[data-map-offer]").hidden = true;
  try {
    const { map, areas } = await movingMap(live);
    addBorders(map, areas);
    listen(map, live, areas.bbox);
  } catch {
    tell(live.dataset.failed);
  }
}

function addBorders(map, areas) {
  map.addSource("areas", { type: "geojson", data: areas });
  map.addLayer({
    id: "borders", type: "line", source: "areas",
    paint: { "line-color": token("line-strong"), "line-width": 1 },
  });
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-opacity": 0 } });
  const here = root.querySelector("[data-map-here]");
  map.on("mousemove", "areas", ({ features: [found] }) => {
    here.textContent = found.properties.naam;
  });
}

function listen(map, live, bbox) {
  const fill = token("copper");
  const line = token("copper-dark");
  const points = { draggable: true, midpoints: true, deletable: true };
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 7 }),
    modes: [
      new TerraDrawPolygonMode({
        styles: { fillColor: fill, outlineColor: line, closingPointColor: line },
      }),
      new TerraDrawSelectMode({
        flags: { polygon: { feature: { draggable: true, coordinates: points } } },
        styles: {
          selectedPolygonColor: fill, selectedPolygonOutlineColor: line,
          selectionPointColor: line, midPointColor: line,
        },
      }),
    ],
  });
  draw.start();
  const had = shapesIn(field.value);
  const isShown = had.length > 0 && draw.addFeatures(had).every((one) => one.valid);
  if (field.value.trim() && !isShown) {
    draw.clear();
    tell(live.dataset.elsewhere);
  }
  draw.setMode(isShown ? "select" : "polygon");
  draw.on("finish", (id) => {
    write(draw);
    // what was drawn can be put right at once
    if (draw.getMode() === "polygon") {
      draw.setMode("select");
      draw.selectFeature(id);
    }
  });
  draw.on("change", (_ids, kind) => kind === "delete" && write(draw));
  const acts = {
    draw: () => draw.setMode("polygon"),
    clear: () => {
      draw.clear();
      draw.setMode("polygon");
      write(draw);
    },
    in: () => map.zoomIn(calmly()),
    out: () => map.zoomOut(calmly()),
    all: () => map.fitBounds(bbox, { padding: 16, ...calmly() }),
  };
  for (const button of live.querySelectorAll("[data-map-act]")) {
    button.addEventListener("click", acts[button.dataset.mapAct]);
  }
  live.dataset.ready = "shown";
}

// Write what is finished: one polygon, or several taken together.
function write(draw) {
  const drawn = draw.getSnapshot().filter(({ geometry, properties }) => (
    geometry.type === "Polygon" && !properties.currentlyDrawing
  ));
  const shapes = drawn.map((one) => one.geometry.coordinates);
  field.value = shapes.length ? JSON.stringify({ type: "MultiPolygon", coordinates: shapes }) : "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  tell(root.querySelector("[data-map-live]").dataset[shapes.length ? "drawn" : "nothing"]);
}

// What a field holds as shapes to go on with; nothing when any of it cannot be kept, such as a hole.
function shapesIn(text) {
  try {
    const { type, coordinates } = JSON.parse(text);
    const shapes = { Polygon: [coordinates], MultiPolygon: coordinates }[type] ?? [];
    if (shapes.some((rings) => rings.length !== 1)) return [];
    return shapes.map((rings) => ({
      type: "Feature",
      geometry: { type: "Polygon", coordinates: rings },
      properties: { mode: "polygon" },
    }));
  } catch {
    return [];
  }
}

function tell(words) {
  root.querySelector("[data-map-told]").textContent = words;
}
