/** What can be said of a flow of the chain besides its value: how few make the item, how much is assumed, how much the answers depend on it. */
import type { Row } from "./bundle";
import type { ChainLink } from "./chain";
import type { Page } from "./page.svelte";

export interface Measure {
  /** In [0, 1], of one flow. */
  of(link: ChainLink): number;
}

export interface Measures {
  concentration: Measure;
  assumed: Measure;
  influence: Measure;
  /** Whether figures were drawn, without which nothing is known of influence. */
  drawn: boolean;
}

export function measures(page: Page): Measures {
  const { model } = page;
  const hhi = new Map(((page.has("origin") ? page.document("origin").concentration : []) as { item: string; hhi_country: number | null }[]).map((row) => [row.item, row.hhi_country ?? 0]));
  const makers = new Map<string, { rows: number; assumed: number; ids: string[] }>();
  for (const row of model.rows("processes")) {
    const key = `${row.site}/${row.item}`;
    const found = makers.get(key) ?? makers.set(key, { rows: 0, assumed: 0, ids: [] }).get(key)!;
    ++found.rows;
    if (row.assumed === "true") ++found.assumed;
    found.ids.push(row.process ?? "");
  }
  const uncertain = (page.has("uncertain") ? page.document("uncertain") : page.has("assess") ? page.document("assess").uncertainty : null) as { look_up?: Row[] } | null;
  /** By item and by process: the part of the variance of the main answers that goes with its figures. */
  const part = new Map<string, number>();
  for (const row of uncertain?.look_up ?? []) {
    const [table = "", ...key] = String(row.input).split("/");
    const id = key.slice(0, -1).join("/");
    const things = table === "stock" || table === "sourcing" ? [id.split("/")[1] ?? ""] : table === "recipes" ? id.split("/") : table === "demand" ? [model.row("demand", id)?.item ?? ""] : [id];
    for (const thing of things) part.set(thing, (part.get(thing) ?? 0) + Number(row.reduces ?? 0));
  }
  return {
    concentration: { of: (link) => hhi.get(link.item) ?? 0 },
    assumed: {
      of: (link) => {
        const found = makers.get(`${link.from}/${link.item}`);
        return found && found.rows > 0 ? found.assumed / found.rows : 0;
      },
    },
    influence: {
      of: (link) => (part.get(link.item) ?? 0) + (makers.get(`${link.from}/${link.item}`)?.ids ?? []).reduce((sum, id) => sum + (part.get(id) ?? 0), 0),
    },
    drawn: (uncertain?.look_up ?? []).length > 0,
  };
}
