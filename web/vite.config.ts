// One HTML file with everything inside: what `jarip … --html` fills and `jarip serve` hands out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { quantize } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const require = createRequire(import.meta.url);

/** Codes of countries by the number that the United Nations give them (M49), as the engine knows them. */
function codes(): Map<string, string> {
  const [header, ...lines] = readFileSync(new URL("../text/countries.csv", import.meta.url), "utf8").trim().split("\n");
  if (!header?.startsWith("code,alpha3,m49,")) throw new Error("text/countries.csv begins otherwise");
  return new Map(lines.map((line) => line.split(",")).map(([code = "", , m49 = ""]) => [m49, code]));
}

/** The countries of world-atlas at 1:50 million, coarser and with their codes alone: 110m lacks Singapore. */
function worldAtlas(): Plugin {
  const id = "virtual:world";
  return {
    name: "world-atlas",
    resolveId: (name) => (name === id ? "\0" + id : undefined),
    load(name) {
      if (name !== "\0" + id) return undefined;
      const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
      delete world.objects.land;
      const known = codes();
      for (const country of world.objects.countries.geometries) {
        delete country.properties;
        country.id = known.get(country.id);
      }
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
