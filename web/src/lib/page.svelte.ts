/** What every part of the page needs: results, names and words in the language shown. */
import { getContext, setContext, untrack } from "svelte";
import { asked, changed, inLanguage, type Bundle, type Field, type Row, type Words } from "./bundle";
import { colours } from "./colours";
import { show } from "./format";
import { Model } from "./model";
import { at, tablesOf, type Column, type Table } from "./results";
import { shown } from "./state.svelte";
import { Waiting } from "./waiting.svelte";

/** A table or picture that is shown: what a click on one of its figures tells of. */
export interface Shown {
  title: string;
  columns: Column[];
  rows: Row[];
  /** What prints it, where that is not what prints the view. */
  command?: string;
}

/** A sentence of the page: its words, and what fills its gaps. */
export interface SaidSentence {
  text: string;
  gaps: Record<string, string | number>;
}

/** A sentence that a country with its article begins. */
const capital = (text: string) => text.replace(/(^|[.?!] )the (?=[A-Z])/g, "$1The ");

export class Page {
  readonly model: Model;
  readonly waiting = new Waiting(() => shown.lang);
  private other: Record<string, Row> = {};
  private shownTables = $state.raw(new Map<string, Shown>());
  private saidSentences = $state.raw(new Map<string, SaidSentence>());
  /** Figures as they were written, with what they are in full precision. */
  private readonly written = new Map<string, Set<number>>();
  /** Counts what has come since the page was opened: who reads documents reads it too. */
  private come = $state(0);

  bundle: Bundle = $state.raw() as Bundle;
  /** Where the rest is asked for, while what is shown is only what is known so far; what was said where it did not come. */
  unfinished = $state("");
  fault = $state("");

  constructor(bundle: Bundle) {
    this.bundle = bundle;
    this.model = new Model(bundle);
  }

  /** More of the whole, or all of it: what was asked for beside it stays. */
  replace(bundle: Bundle): void {
    const kept = this.bundle;
    for (const language of ["en", "ko"] as const) bundle.localised[language].documents = { ...kept.localised[language].documents, ...bundle.localised[language].documents };
    bundle.documents = { ...kept.documents, ...bundle.documents };
    bundle.descriptions = { ...kept.descriptions, ...bundle.descriptions };
    this.other = {};
    this.byCountry = undefined;
    this.bundle = bundle;
    ++this.come;
  }

  get words(): Words {
    return this.bundle.localised[shown.lang];
  }

  has(name: string): boolean {
    return this.come >= 0 && name in this.bundle.documents;
  }

  /** Whether the server behind the page can be asked for it. */
  live(name: string): boolean {
    return this.bundle.live?.includes(name) ?? false;
  }

  /** Takes the documents of another bundle in. */
  merge(other: Bundle): void {
    Object.assign(this.bundle.documents, other.documents);
    Object.assign(this.bundle.descriptions, other.descriptions);
    for (const language of ["en", "ko"] as const) Object.assign(this.bundle.localised[language].documents, other.localised[language].documents);
    for (const name of Object.keys(other.documents)) delete this.other[name];
    ++this.come;
  }

  /** Where documents are asked for: of the model as the page has it, and with further what-ifs. */
  address(name: string, more: [string, string][] = []): string {
    const query = new URLSearchParams(location.search);
    query.set("lang", this.bundle.language);
    for (const [key, value] of more) query.append(key, value);
    return `api/page/${name}?${query}`;
  }
  async ask(name: string, more: [string, string][] = []): Promise<void> {
    this.merge((await asked(this.address(name, more))) as Bundle);
  }

  /** A result in the language shown. */
  document(name: string): Row {
    const document = this.come >= 0 ? this.bundle.documents[name]! : {};
    if (shown.lang === this.bundle.language) return document;
    return (this.other[name] ??= changed(document, this.words.documents[name] ?? []));
  }

  fields(name: string): Field[] {
    return this.bundle.descriptions[name] ?? [];
  }

  tables(name: string): Table[] {
    return tablesOf(this.fields(name), this.document(name), shown.lang);
  }

  /** What a document says in a field: its title and unit. */
  field(name: string, path: string): { title: string; kind: string; unit: string } {
    let fields = this.fields(name);
    let found: Field | undefined;
    for (const key of path.split(".")) {
      found = fields.find((field) => field.key === key);
      fields = found?.fields ?? [];
    }
    return { title: inLanguage(found?.title ?? path, shown.lang), kind: found?.kind ?? "text", unit: this.unit(inLanguage(found?.unit ?? null, shown.lang) ?? "") };
  }

  /** A figure of a document as people read it. */
  figure(name: string, path: string, row?: Row, key?: string): string {
    const { kind, unit } = this.field(name, path);
    return show(this.amount(at(row ?? this.document(name), key ?? path), kind, unit), { kind, unit }, shown.lang);
  }

  /** The model that the results are of. */
  get about(): Row | undefined {
    return Object.values(this.bundle.documents).find((document) => document.model)?.model as Row | undefined;
  }

  get home(): string {
    return String(this.about?.home ?? "");
  }

  /** The currency of the results. */
  get ownCurrency(): string {
    return String(this.about?.currency ?? "");
  }

  /** Won for one of the currency of the results, as the customs part of the model has it; undefined where it has none. */
  get wonRate(): number | undefined {
    const trade = this.has("trade-indicators") ? this.bundle.documents["trade-indicators"]! : {};
    const [won, own] = [Number(trade.imports_krw ?? trade.exports_krw ?? 0), Number(trade.imports ?? trade.exports ?? 0)];
    return this.ownCurrency === "USD" && won > 0 && own > 0 ? won / own : undefined;
  }
  private get inWon(): number | undefined {
    return shown.money === "won" ? this.wonRate : undefined;
  }
  get wonName(): string {
    return shown.lang === "ko" ? "원" : "KRW";
  }

  /** What a currency is called: its code, in Korean its name where it has one. */
  private currencyName(code: string): string {
    return this.words.texts[`report.currency.${code}`] ?? code;
  }
  /** The currency that amounts are shown in. */
  get currency(): string {
    return this.inWon ? this.wonName : this.currencyName(this.ownCurrency);
  }
  /** A unit of a result as it is shown. */
  unit(unit: string): string {
    return this.ownCurrency && unit.includes(this.ownCurrency) ? unit.replace(this.ownCurrency, this.currency) : unit;
  }
  /** An amount in the currency shown: `unit` names that of the result; one that is another stays as it is. */
  private amount(value: unknown, kind: string, unit: string | undefined): unknown {
    const rate = kind === "money" && typeof value === "number" && (!unit || unit === this.ownCurrency || unit === this.wonName) ? this.inWon : undefined;
    return rate ? (value as number) * rate : value;
  }

  /** A text of the catalogue, its gaps filled. */
  t(key: string, gaps: Record<string, string | number> = {}): string {
    let text = this.words.texts["page." + key] ?? key;
    for (const [gap, value] of Object.entries(gaps)) text = text.replaceAll(`{${gap}}`, this.filled(value));
    return capital(text);
  }
  /** What fills a gap: a whole number that nobody has put in words is a count, any other stands in full precision. */
  filled(value: string | number): string {
    return typeof value === "number" ? (Number.isInteger(value) ? show(value, { kind: "count" }, shown.lang) : String(value)) : value;
  }

  /** A quantity as a sentence has it: "97 racks a month", in Korean with its counter, "월 97대". `unit` as fields have it. */
  said(value: unknown, unit: string): string {
    const [thing = "", a] = unit.split("/");
    const figure = show(value, { kind: "quantity" }, shown.lang);
    const key = Object.entries(this.words.texts).find(([each, words]) => /^report\.unit\.\w+\.many$/.test(each) && words === thing)?.[0];
    const counter = key ? this.words.texts[key.replace(/many$/, "counter")] : "";
    const whole = counter ? figure + counter : thing ? `${figure}\u00a0${thing}` : figure;
    return this.noted(a ? this.t("a_month", { quantity: whole }) : whole, value);
  }
  /** From one to the other, of one kind: a unit that both would have is said once. */
  range(low: string, high: string): string {
    const unit = /[^\d]*$/.exec(high)![0];
    // A dash lets a line end behind it, also before a blank that does not: a word joiner does not.
    return `${unit && low.endsWith(unit) ? low.slice(0, -unit.length) : low}${shown.lang === "ko" ? "~" : "\u00a0–\u2060\u00a0"}${high}`;
  }

  says(key: string): boolean {
    return "page." + key in this.words.texts;
  }

  /** What people call a gap of a sentence: of the page's own, or of an answer. */
  gapName(gap: string, own = false): string {
    return (own ? this.words.texts[`page.gap.${gap}`] : undefined) ?? this.words.texts[`assess.gap.${gap}`] ?? gap;
  }

  /** What people call a table of the model, and a column of it. */
  tableName(table: string): string {
    return this.says(`table_name.${table}`) ? this.t(`table_name.${table}`) : table;
  }
  columnName(column: string): string {
    return this.says(`table_column.${column}`) ? this.t(`table_column.${column}`) : column;
  }

  /** What a setting of the model is set to, as people say it. */
  settingValue(key: string, value: string): string {
    if (value === "") return this.t("whatif.not_given");
    if (this.says(`setting_word.${value}`)) return this.t(`setting_word.${value}`);
    return `${this.show(Number(value), "quantity", "")} ${this.t(`setting_unit.${key}`)}`;
  }

  country(code: string): string {
    if (code in this.words.countries) return this.words.countries[code]!;
    if (/^[A-Z]{2}(\+[A-Z]{2})+$/.test(code)) return code.split("+").map((each) => this.country(each)).join(" + ");
    // What customs tables name is not in a model.
    return /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames([shown.lang], { type: "region", fallback: "code" }).of(code) ?? code) : code;
  }

  /** A country in a sentence: "the United States". */
  the(code: string): string {
    const name = this.country(code);
    return this.words.with_article.includes(code) ? `the ${name}` : name;
  }

  name(table: string, id: string): string {
    if (table === "countries") return this.country(id);
    if (table === "demand") {
      const { item = "", site = "" } = this.model.row(table, id) ?? {};
      // Of two that want the same at a place the id tells which.
      const alone = this.model.rows(table).filter((row) => row.item === item && row.site === site).length < 2;
      return `${this.name("items", item)} · ${site.startsWith("country:") ? this.country(site.slice(8)) : this.name("sites", site)}${alone ? "" : ` (${id})`}`;
    }
    if (table === "processes") return this.model.processName(id, shown.lang);
    const site = table === "resources" ? this.model.row(table, id)?.site : undefined;
    if (site) return `${this.model.name("sites", site, shown.lang)} (${id})`;
    // The scenario that is in every model.
    if (table === "scenarios" && id === "borders-closed" && !this.model.row(table, id)?.name) return this.t("borders_closed");
    // Stages of a model that names none are what is made in them.
    const items = table === "stages" ? this.model.itemsOf(id) : undefined;
    if (items) return items.slice(0, 3).map((item) => this.name("items", item)).join(", ") + (items.length > 3 ? " …" : "");
    if (!this.model.row(table, id)) return this.words.countries[id] ?? id;
    return this.model.name(table, id, shown.lang);
  }

  /** What happens in an event, and to whom: "Site stops: TSMC Fab 18, Tainan". */
  event(scenario: string, event: string): string {
    const row = this.model.row("events", `${scenario}/${event}`);
    if (!row || !this.says(`event.${row.kind}`)) return event;
    const names: Record<string, string> = { country: "countries", site: "sites", company: "companies", item: "items", process: "processes" };
    const targets = (row.target ?? "").split(";").map((target) => {
      const [of = "", id = ""] = target.trim().split(":");
      return names[of] ? this.name(names[of]!, id) : target.trim();
    });
    return `${this.t(`event.${row.kind}`)}: ${targets.join(", ")}`;
  }

  /** A way by its ends, "KR>CN": "Korea → China". */
  way(ends: string): string {
    const place = (end: string) => (end === "*" ? this.t("all_of_them") : this.model.row("sites", end) ? this.model.name("sites", end, shown.lang) : this.country(end.replace(/^country:/, "")));
    return ends.split(">").map(place).join(" → ");
  }

  /** The site first: pictures have room for the beginning of a name only. */
  maker(process: string): string {
    const row = this.model.row("processes", process);
    return row ? `${this.name("sites", row.site ?? "")} · ${this.name("items", row.item ?? "")}` : process;
  }

  /** Countries by the value that they send, so that each has one colour in every picture. */
  private byCountry: ((country: string) => string) | undefined;
  get countryColour(): (country: string) => string {
    if (!this.byCountry) {
      const totals = new Map<string, number>();
      for (const link of (this.bundle.documents.chain?.links ?? []) as { from: string; value: number }[]) {
        const country = this.model.countryOf(link.from);
        totals.set(country, (totals.get(country) ?? 0) + link.value);
      }
      this.byCountry = colours([...totals].sort((a, b) => b[1] - a[1]).map(([country]) => country), this.home);
    }
    return this.byCountry;
  }

  /** The table of the model that an id is of: that whose rows are named by the key, else the first that has it. */
  tableOf(column: Column, id: string): string | undefined {
    if (id === "") return undefined;
    if (id === "borders-closed") return "scenarios";
    return column.table ?? this.model.tableOf(column.key.split(/[.>]/).at(-1)!, id) ?? (id in this.words.countries ? "countries" : undefined);
  }

  /** A cell of a table as words. */
  cell(column: Column, row: Row): string {
    if (column.text) return column.text(row);
    const value = at(row, column.key);
    if (column.kind === "country" && typeof value === "string") return this.country(value);
    if (column.kind === "id" && typeof value === "string") {
      const table = this.tableOf(column, value);
      return table ? this.name(table, value) : /^[^>]+>[^>]+$/.test(value) ? this.way(value) : value;
    }
    if (column.kind === "id" && Array.isArray(value)) return value.map((id) => this.cell({ ...column, key: "id" }, { id })).join(", ") || "–";
    if (column.kind === "word" && typeof value === "string") return this.words.texts["field_word." + value] ?? this.words.texts["page.word." + value] ?? value;
    // What the products of a model are counted in has a word in each language.
    if (column.kind === "text" && typeof value === "string" && /(^|\.)unit$/.test(column.key)) return this.words.texts[`report.unit.${value}.one`] ?? value;
    // People count the first day as day 1.
    if (column.kind === "day" && typeof value === "number") return show(value + 1, column, shown.lang);
    // A figure whose unit stands in its row.
    if (typeof value === "number" && (column.kind === "number" || column.kind === "quantity") && ["share", "money", "days"].includes(String(row.unit))) return show(value, { kind: String(row.unit) }, shown.lang);
    return show(this.amount(value, column.kind, column.unit), { kind: column.kind }, shown.lang);
  }

  /** Products of one kind are counted by their number, those of several by what they are worth. */
  get byValue(): boolean {
    return this.bundle.by_value ?? false;
  }
  /** How many products a figure of a record is, or what they are worth. */
  products(row: Row, key: string): number {
    return Number(row[this.byValue ? `${key}_value` : key] ?? 0);
  }
  /** The same as people read it; `unit` is that of their number. */
  showProducts(row: Row, key: string, unit = ""): string {
    return this.byValue ? this.show(row[`${key}_value`], "money") : this.said(row[key], unit);
  }

  show(value: unknown, kind: string, unit?: string): string {
    const amount = this.amount(value, kind, unit);
    const text = show(amount, { kind, unit: unit ?? (kind === "money" ? this.currency : "") }, shown.lang);
    return this.noted(text, typeof value === "number" ? amount : value);
  }
  /** Keeps what was written of a figure. */
  private noted(text: string, value: unknown): string {
    if (typeof value === "number") (this.written.get(text) ?? this.written.set(text, new Set()).get(text)!).add(value);
    return text;
  }

  /** What a figure is in full precision, where it was written of one value alone. */
  exact(text: string): number | undefined {
    const values = this.written.get(text);
    return values?.size === 1 ? [...values][0] : undefined;
  }

  /** Takes a table or picture as shown, so that a click on a figure of it can tell where it is from. */
  register(name: string, table: Shown): void {
    const known = untrack(() => this.shownTables.get(name));
    if (known && known.rows === table.rows && known.columns === table.columns && known.title === table.title) return;
    this.shownTables = new Map(untrack(() => this.shownTables)).set(name, table);
  }
  registered(name: string): Shown | undefined {
    return this.shownTables.get(name);
  }
  registerSentence(key: string, sentence: SaidSentence): void {
    if (untrack(() => this.saidSentences.get(key))?.text !== sentence.text) this.saidSentences = new Map(untrack(() => this.saidSentences)).set(key, sentence);
  }
  sentence(key: string): SaidSentence | undefined {
    return this.saidSentences.get(key);
  }

  /** The seed, where something is drawn at random. */
  get seed(): string {
    const drawn = Object.values(this.bundle.documents).find((each) => this.come >= 0 && (each.uncertainty != null || typeof each.draws === "number" || typeof each.years === "number"));
    return drawn ? String(drawn.seed ?? "") : "";
  }

  /** The command that prints what a view shows. */
  commandOf(view: string): string {
    const commands: Record<string, string> = {
      overview: "jarip assess", trade: "jarip trade indicators", chain: "jarip plan --steady", map: "jarip plan --steady", rack: "jarip rack check", plan: "jarip plan",
      origin: "jarip origin", stress: "jarip stress --scenario all", years: "jarip stress --years 10000", onshore: "jarip onshore", coalition: "jarip coalition",
      whatif: "jarip assess --set …", model: "jarip model show", runs: "jarip assess",
    };
    return commands[view] ?? `jarip ${this.bundle.command}`;
  }
}

export const providePage = (page: Page) => setContext("page", page);
export const usePage = () => getContext<Page>("page");
