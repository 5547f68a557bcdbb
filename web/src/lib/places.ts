/** Where sites stand: by their coordinates, else around the middle of their country. */
import { middle, type Place } from "./earth";
import type { Model } from "./model";

const golden = Math.PI * (3 - Math.sqrt(5));
const known = new WeakMap<Model, Map<string, { at: Place; exact: boolean }>>();

function placesOf(model: Model): Map<string, { at: Place; exact: boolean }> {
  const found = known.get(model);
  if (found) return found;
  const places = new Map<string, { at: Place; exact: boolean }>();
  const counts = new Map<string, number>();
  for (const row of model.rows("sites")) {
    const country = row.country ?? "";
    if (row.longitude && row.latitude) {
      places.set(row.site ?? "", { at: [Number(row.longitude), Number(row.latitude)], exact: true });
      continue;
    }
    const centre = middle(country);
    if (!centre) continue;
    // One beside the other, so that each can be pressed.
    const at = counts.get(country) ?? 0;
    counts.set(country, at + 1);
    const away = 0.9 * Math.sqrt(at);
    places.set(row.site ?? "", { at: [centre[0] + away * Math.cos(at * golden), Math.max(-85, Math.min(85, centre[1] + away * Math.sin(at * golden)))], exact: false });
  }
  known.set(model, places);
  return places;
}

export const placeOf = (model: Model, site: string): Place | null => placesOf(model).get(site)?.at ?? null;
/** Whether one of the sites has no coordinates of its own. */
export const someInexact = (model: Model, sites: string[]) => sites.some((site) => placesOf(model).get(site)?.exact === false);
