// One HTML file with everything inside: what `jarip … --html` fills and `jarip serve` hands out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { quantize } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const require = createRequire(import.meta.url);

/** The countries of world-atlas at 1:50 million, coarser and without names: 110m lacks Singapore. */
function worldAtlas(): Plugin {
  const id = "virtual:world";
  return {
    name: "world-atlas",
    resolveId: (name) => (name === id ? "\0" + id : undefined),
    load(name) {
      if (name !== "\0" + id) return undefined;
      const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
      delete world.objects.land;
      for (const country of world.objects.countries.geometries) delete country.properties;
      return "export default " + JSON.stringify(JSON.stringify(quantize(simplify(presimplify(world), 0.012), 20000)));
    },
  };
}

/** Data goes where this placeholder stands. */
export const placeholder = '<script type="application/json" id="jarip-data">null</script>';

export default defineConfig({
  plugins: [worldAtlas(), svelte(), viteSingleFile({ removeViteModuleLoader: true })],
  build: { target: "es2022", chunkSizeWarningLimit: 4000 },
});
