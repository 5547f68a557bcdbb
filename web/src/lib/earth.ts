/** The world, or the part of it in which things are. */
import { geoArea, geoCentroid, geoInterpolate, geoNaturalEarth1, geoPath, type GeoPath, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "virtual:world";

export type Place = [longitude: number, latitude: number];

/** Read when a map is first drawn: the page opens without it. */
function read() {
  const topology = JSON.parse(world) as Topology<{ countries: GeometryCollection }>;
  const land = feature(topology, topology.objects.countries);
  const shapes = new Map(land.features.map((country) => [String(country.id ?? ""), country.geometry]));
  return { land, shapes, borders: mesh(topology, topology.objects.countries, (a, b) => a !== b) };
}
let known: ReturnType<typeof read> | undefined;
const atlas = () => (known ??= read());

/** The outline of a country, by its code. */
export const outline = (code: string) => atlas().shapes.get(code);

/** The middle of a country's largest piece: that of all of the United States lies in the sea. */
export function middle(code: string): Place | null {
  const shape = outline(code);
  if (!shape) return null;
  if (shape.type !== "MultiPolygon") return geoCentroid(shape);
  const pieces = shape.coordinates.map((coordinates) => ({ type: "Polygon" as const, coordinates }));
  return geoCentroid(pieces.reduce((most, each) => (geoArea(each) > geoArea(most) ? each : most)));
}

/** Places on the way from one to another, so that all of it can be seen. */
export const between = (from: Place, to: Place): Place[] => [0.25, 0.5, 0.75].map(geoInterpolate(from, to));

export interface Earth {
  width: number;
  height: number;
  projection: GeoProjection;
  path: GeoPath;
  land: string;
  borders: string;
  sea: string;
}

/** How wide a map is drawn: never so small that nothing can be read, it is moved sideways then. In print it is not measured. */
export const mapWidth = (fit: number): number => (fit > 0 ? Math.max(640, Math.round(fit / 20) * 20) : 820);

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
  return { width, height, projection, path, land: path(atlas().land) ?? "", borders: path(atlas().borders) ?? "", sea: path({ type: "Sphere" }) ?? "" };
}
