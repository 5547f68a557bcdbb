/** What is shown, kept in the address: back works, and a link can be sent. */
import type { Language } from "./bundle";

export interface State {
  view: string;
  lang: Language;
  /** "", "light" or "dark"; "" as the system says. */
  theme: string;
  /** "won": amounts in won, where the model knows how many one of its currency is. */
  money: string;
  /** What the panel shows: "table:id", "answer:index" or "score:key:country". */
  pick: string;
  /** Filters and choices of the views. */
  by: string;
  product: string;
  stage: string;
  company: string;
  country: string;
  /** Scenarios that are drawn, joined by ","; what of them: "received" or "made"; the day looked at. */
  runs: string;
  of: string;
  day: string;
  /** Which parts stop where exposure is looked at; who stops where leverage is. */
  exposed: string;
  stopped: string;
  /** The item and the scenario of the map; what of the chain is in colour: "country:CC", "company:ID", or a measure. */
  item: string;
  struck: string;
  mark: string;
  /** The product beside the other; to whom value goes ("ownership"); "without": designs left out. */
  beside: string;
  to: string;
  design: string;
  /** The group of countries, by its codes. */
  group: string;
  /** The point of the frontier. */
  point: string;
  /** The set of those compared over what may happen; the scenarios that may happen, joined by ",". */
  set: string;
  outlook: string;
  /** What is asked of several years: how many, the discount rate, and budgets: "5;0.03;1e9,2e9". */
  schedule: string;
  /** A table among all: "document/path"; the column drawn of it. */
  table: string;
  figure: string;
  /** How tables are sorted, and what is looked for in them: "TABLE=COLUMN up", "TABLE=words", as in an address. */
  sorted: string;
  found: string;
  /** How pictures are looked at closely: "PICTURE=X Y CLOSER", the middle as shares of the whole. */
  zoom: string;
  /** What is open of what is folded at first, a long table, a list, a branch: "NAME=1". */
  open: string;
  /** "1": rows of the model are fields to write in. */
  edit: string;
  /** What changes a what-if asks for, and what is written in its forms: "FIELD=value". */
  kind: string;
  form: string;
  /** The place of the chain that is looked at. */
  node: string;
  /** Changes to try, each as --set takes them, a line each. */
  sets: string;
  /** The rack, and what its colours say; the element of its supply that is lost. */
  rack: string;
  shade: string;
  lost: string;
  /** Two runs of the history, joined by ",". */
  pair: string;
  /** The delivery whose parts are looked at: "DEMAND:PERIOD". */
  delivery: string;
  /** "period": the plan by period, where the average month is there too. */
  plan: string;
}

const defaults: State = {
  view: "", lang: "en", theme: "", money: "", pick: "", by: "country", product: "", stage: "", company: "", country: "",
  exposed: "companies", stopped: "", item: "", struck: "", mark: "", beside: "", to: "", design: "",
  runs: "", of: "received", day: "", group: "", point: "", schedule: "", set: "", outlook: "", table: "", figure: "", sorted: "", found: "", zoom: "", open: "", edit: "", kind: "capacity", form: "", node: "", sets: "", rack: "", shade: "power", lost: "", pair: "", delivery: "", plan: "",
};

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

export function start(first: Partial<State>): void {
  Object.assign(defaults, first);
  read();
  addEventListener("popstate", read);
}

/** Changes what is shown, as one step that back undoes. */
export function go(change: Partial<State>): void {
  Object.assign(shown, change);
  const next = link();
  if (next !== (location.hash || "#")) history.pushState(null, "", next);
}

/** What is said of one of those that `sorted`, `found`, `zoom` or `open` tell of; the same with it said otherwise. */
export const saidOf = (all: string, name: string): string => new URLSearchParams(all).get(name) ?? "";
export function withSaid(all: string, name: string, value: string): string {
  const next = new URLSearchParams(all);
  if (value === "") next.delete(name);
  else next.set(name, value);
  return next.toString();
}

export const isOpen = (name: string): boolean => saidOf(shown.open, name) !== "";
export function unfold(name: string, open: boolean): void {
  if (open !== isOpen(name)) go({ open: withSaid(shown.open, name, open ? "1" : "") });
}

/** The fields of a form as they are filled in, kept in the address; each with what it has at first. */
export function fieldsOf<T extends Record<string, string>>(form: string, first: T): { [K in keyof T]: string | number | null | undefined } {
  const fields = {};
  for (const [name, otherwise] of Object.entries(first))
    Object.defineProperty(fields, name, {
      enumerable: true,
      get: () => {
        const said = saidOf(shown.form, `${form}.${name}`);
        return said === "" ? otherwise : said.slice(1);
      },
      // Marked, so that a field that was emptied is told from one that nobody has touched.
      set: (value: string | number | null | undefined) => move({ form: withSaid(shown.form, `${form}.${name}`, String(value ?? "") === otherwise ? "" : `=${value ?? ""}`) }),
    });
  return fields as never;
}

/** The same without a step: for what is dragged. */
export function move(change: Partial<State>): void {
  Object.assign(shown, change);
  history.replaceState(null, "", link());
}
