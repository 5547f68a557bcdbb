/** What is shown, kept in the address: back works, and a link can be sent. */
import type { Language } from "./bundle";

export interface State {
  view: string;
  lang: Language;
  /** What the panel shows: "table:id", "answer:index" or "score:key:country". */
  pick: string;
  /** Filters and choices of the views. */
  by: string;
  product: string;
  stage: string;
  company: string;
  country: string;
  colour: string;
}

const defaults: State = { view: "overview", lang: "en", pick: "", by: "country", product: "", stage: "", company: "", country: "", colour: "country" };

export const shown = $state<State>({ ...defaults });

function read(): void {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(defaults) as (keyof State)[]) shown[key] = (given.get(key) ?? defaults[key]) as never;
}

/** The address of what is shown, with changes. */
export function link(change: Partial<State> = {}): string {
  const next = { ...shown, ...change };
  const given = new URLSearchParams();
  for (const key of Object.keys(defaults) as (keyof State)[]) if (next[key] !== defaults[key]) given.set(key, next[key]);
  return "#" + given.toString();
}

export function start(language: Language): void {
  defaults.lang = language;
  read();
  addEventListener("popstate", read);
}

/** Changes what is shown, as one step that back undoes. */
export function go(change: Partial<State>): void {
  Object.assign(shown, change);
  const next = link();
  if (next !== (location.hash || "#")) history.pushState(null, "", next);
}
