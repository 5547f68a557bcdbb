/** The world, or the part of it in which things are. */
import { geoNaturalEarth1, geoPath, type GeoPath, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "virtual:world";

export type Place = [longitude: number, latitude: number];

const topology = JSON.parse(world) as Topology<{ countries: GeometryCollection }>;
const land = feature(topology, topology.objects.countries);
const borders = mesh(topology, topology.objects.countries, (a, b) => a !== b);

export interface Earth {
  width: number;
  height: number;
  projection: GeoProjection;
  path: GeoPath;
  land: string;
  borders: string;
  sea: string;
}

/** Where all places are seen, with some room around them; the Pacific in the middle, so that ways over it are whole. */
export function earth(places: Place[], width = 1100): Earth {
  const projection = geoNaturalEarth1().rotate([-150, 0]).scale(1000).translate([0, 0]).precision(0.4);
  const path = geoPath(projection);
  const [[wholeLeft], [wholeRight]] = path.bounds({ type: "Sphere" });
  const [[left, top], [right, bottom]] = path.bounds(places.length > 0 ? { type: "MultiPoint", coordinates: places } : { type: "Sphere" });
  const whole = wholeRight - wholeLeft;
  // Never closer than a quarter of the world: who lies where must be seen.
  const across = Math.min(whole, Math.max((right - left) * 1.12, whole / 4));
  const share = Math.max(0.42, Math.min(0.56, ((bottom - top) * 1.5) / across));
  const height = Math.round(width * share);
  const scale = width / across;
  projection.scale(1000 * scale);
  const middle = Math.max(wholeLeft + across / 2, Math.min(wholeRight - across / 2, (left + right) / 2));
  projection.translate([width / 2 - middle * scale, height / 2 - ((top + bottom) / 2) * scale - 0.02 * height]);
  return { width, height, projection, path, land: path(land) ?? "", borders: path(borders) ?? "", sea: path({ type: "Sphere" }) ?? "" };
}
