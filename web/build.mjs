// Builds the scripts that the Python package ships, each whole in one file: no dependence on where or
// when it is built. An argument names another folder for them.
import { readFileSync } from "node:fs";
import { build } from "vite";

// Lands that ISO 3166 does not number, as the record calls them.
const withoutCode = { Kosovo: "XKX" };
const outDir = process.argv[2] ?? "../src/backchannel/web/static/built";
const scripts = ["site", "timeline", "network", "map"];
const shipped = ["htmx.org", "d3-array", "d3-color", "d3-dispatch", "d3-drag", "d3-ease", "d3-force", "d3-format", "d3-geo",
  "d3-interpolate", "d3-quadtree", "d3-scale", "d3-selection", "d3-time", "d3-time-format", "d3-timer", "d3-transition",
  "d3-zoom", "internmap", "topojson-client", "world-atlas"];

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const licence = (name) =>
  `${name} ${JSON.parse(read(`node_modules/${name}/package.json`)).version}\n\n${read(`node_modules/${name}/LICENSE`).trim()}\n`;

/** The outlines of the lands, under ISO 3166 alpha-3 codes as the record has them. */
function world() {
  const { type, bbox, transform, objects, arcs } = JSON.parse(read("node_modules/world-atlas/countries-110m.json"));
  const codes = JSON.parse(read("src/codes.json"));
  const geometries = objects.countries.geometries.map(({ id, ...rest }) => ({ ...rest, id: codes[id] ?? withoutCode[rest.properties.name] ?? "" }));
  return JSON.stringify({ type, bbox, transform, objects: { countries: { ...objects.countries, geometries } }, arcs });
}

const others = {
  name: "others",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "htmx.min.js", source: read("node_modules/htmx.org/dist/htmx.min.js") });
    this.emitFile({ type: "asset", fileName: "world.json", source: world() });
    this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: shipped.map(licence).join(`\n${"-".repeat(80)}\n\n`) });
  },
};

for (const [place, name] of scripts.entries()) {
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: place ? [] : [others],
    build: {
      outDir,
      emptyOutDir: place === 0,
      modulePreload: false,
      target: "es2022",
      rolldownOptions: { input: { [name]: `src/${name}.ts` }, output: { entryFileNames: "[name].js" } },
    },
  });
}
