// Builds the scripts that the Python package ships: no dependence on where or when it is built.
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

const shipped = ["htmx.org", "d3-array", "d3-color", "d3-dispatch", "d3-drag", "d3-ease", "d3-format",
  "d3-interpolate", "d3-scale", "d3-selection", "d3-time", "d3-time-format", "d3-timer", "d3-transition", "d3-zoom", "internmap"];

const read = (path) => readFileSync(new URL(`node_modules/${path}`, import.meta.url), "utf8");
const licence = (name) => `${name} ${JSON.parse(read(`${name}/package.json`)).version}\n\n${read(`${name}/LICENSE`).trim()}\n`;

const vendor = {
  name: "vendor",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "htmx.min.js", source: read("htmx.org/dist/htmx.min.js") });
    this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: shipped.map(licence).join(`\n${"-".repeat(80)}\n\n`) });
  },
};

export default defineConfig({
  plugins: [vendor],
  build: {
    outDir: "../src/backchannel/web/static/built",
    emptyOutDir: true,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: { site: "src/site.ts", timeline: "src/timeline.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
