/** Where the events of a scenario aim: countries by their codes, sites as "site:ID". */
import { outline } from "./earth";
import type { Model } from "./model";

/** Of all its days, or of one (counted from `start`). */
export function struckBy(model: Model, scenario: string, home: string, start: string, day?: number): Set<string> {
  const codes = new Set<string>();
  for (const row of model.rows("events")) {
    if (row.scenario !== scenario) continue;
    if (day !== undefined) {
      const first = Math.round((Date.parse(row.start ?? "") - Date.parse(start)) / 864e5);
      if (!(day >= first && day < first + Number(row.days || Infinity))) continue;
    }
    for (const target of (row.target ?? "").split(/[;>]/)) {
      const id = target.replace(/^(country|site|company|process|item):/, "");
      if (outline(id)) codes.add(id);
      else if (model.row("sites", id)) codes.add(`site:${id}`);
      else for (const site of model.rows("sites")) if (site.company === id) codes.add(`site:${site.site}`);
    }
  }
  if (scenario === "borders-closed") codes.add(home);
  return codes;
}
