// Bundles styles and scripts of src/drieluik/ui/static_src into static/built.
// The token file of the design system also serves other suites; only the families we use are kept.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";

const source = "src/drieluik/ui/static_src";
const target = "src/drieluik/ui/static/built";
const theme = "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const kept = /^\s*--(basis|utrecht|nl|voorbeeld)-/;

const tokens = {
  name: "tokens",
  setup(bundler) {
    bundler.onResolve({ filter: /^tokens\.css$/ }, () => ({ path: theme, namespace: "tokens" }));
    bundler.onLoad({ filter: /.*/, namespace: "tokens" }, async () => {
      const lines = (await readFile(theme, "utf8")).split("\n");
      const used = lines.filter((line) => !/^\s*--/.test(line) || kept.test(line));
      return { contents: used.join("\n"), loader: "css" };
    });
  },
};

await build({
  entryPoints: [`${source}/drieluik.css`, `${source}/drieluik.js`],
  bundle: true,
  minify: true,
  outdir: target,
  plugins: [tokens],
  logLevel: "warning",
});

// Maps that move: their library, its worker and its style are only fetched by who opens one.
await build({
  entryPoints: {
    map: `${source}/map.js`,
    drawing: `${source}/drawing.js`,
    maplibre: "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre-style": "maplibre-gl/dist/maplibre-gl.css",
  },
  bundle: true,
  minify: true,
  format: "esm",
  outdir: target,
  logLevel: "warning",
});
