// What every map that moves has: its library, fetched when it is asked for, and the same behaviour.

export function canDraw() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

export function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--drieluik-${name}`).trim();
}

export function calmly() {
  return { animate: !matchMedia("(prefers-reduced-motion: reduce)").matches };
}

// Return the map, empty but for the background, and the areas it is to show (GeoJSON with a bbox).
export async function movingMap(live) {
  const [library, answer] = await Promise.all([
    import(live.dataset.library),
    fetch(live.dataset.geojson),
    styled(live.dataset.style),
  ]);
  if (!answer.ok) throw new Error(String(answer.status));
  const areas = await answer.json();
  library.setWorkerUrl(new URL(live.dataset.worker, location.href).href);
  const map = new library.Map({
    container: live.querySelector("[data-map-canvas]"),
    style: { version: 8, sources: {}, layers: [paper()] },
    bounds: areas.bbox,
    fitBoundsOptions: { padding: 16 },
    attributionControl: false,
    dragRotate: false,
    maxPitch: 0,
    cooperativeGestures: true,
    locale: {
      "Map.Title": live.dataset.title,
      "CooperativeGesturesHandler.WindowsHelpText": live.dataset.help,
      "CooperativeGesturesHandler.MacHelpText": live.dataset.help,
      "CooperativeGesturesHandler.MobileHelpText": live.dataset.touch,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  await new Promise((done) => map.once("load", done));
  addTiles(map, live);
  return { map, areas };
}

function styled(address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return new Promise((done, failed) => {
    link.onload = done;
    link.onerror = failed;
    document.head.append(link);
  });
}

function paper() {
  return { id: "paper", type: "background", paint: { "background-color": token("surface") } };
}

function addTiles(map, live) {
  if (!live.dataset.tiles) return;
  map.addSource("tiles", { type: "raster", tiles: [live.dataset.tiles], tileSize: 256 });
  map.addLayer({ id: "tiles", type: "raster", source: "tiles" });
}
