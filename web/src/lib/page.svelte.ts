/** What every part of the page needs: data, names and words in the language shown. */
import { getContext, setContext } from "svelte";
import type { Bundle, Localised } from "./bundle";
import { show, type Look } from "./format";
import { Model } from "./model";
import { shown } from "./state.svelte";

export class Page {
  readonly model: Model;
  constructor(readonly bundle: Bundle) {
    this.model = new Model(bundle);
  }

  get words(): Localised {
    return this.bundle.localised[shown.lang];
  }

  /** A text of the catalogue, its gaps filled. */
  t(key: string, gaps: Record<string, string | number> = {}): string {
    let text = this.words.texts["page." + key] ?? key;
    for (const [gap, value] of Object.entries(gaps)) text = text.replaceAll(`{${gap}}`, String(value));
    return text;
  }

  country(code: string): string {
    return this.words.countries[code] ?? code;
  }

  name(table: string, id: string): string {
    if (table === "countries") return this.country(id);
    if (table === "sites" && !this.model.row("sites", id)) return this.country(id);
    if (table === "processes") return this.model.processName(id, shown.lang);
    return this.model.name(table, id, shown.lang);
  }

  get currency(): string {
    return this.bundle.documents.assess?.model.currency ?? "";
  }

  show(value: unknown, kind: string, unit?: string): string {
    const look: Look = { kind, unit, currency: this.currency };
    return show(value, look, shown.lang);
  }
}

export const providePage = (page: Page) => setContext("page", page);
export const usePage = () => getContext<Page>("page");
