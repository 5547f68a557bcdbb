/** The tables of the model, as they stand in its folder: names, rows, ranges, and what depends on what. */
import { csvParseRows, type DSVRowString } from "d3-dsv";
import type { Bundle, Language } from "./bundle";

export type Row = DSVRowString<string> & Record<string, string | undefined>;

/** The columns that name a row, joined by "/" in ranges.csv and --set. */
const keyColumns: Record<string, string[]> = {
  companies: ["company"], sites: ["site"], items: ["item"], stages: ["stage"], sources: ["source"],
  processes: ["process"], resources: ["resource"], recipes: ["recipe", "slot", "item"], uses: ["process", "resource"],
  lanes: ["origin", "destination", "item"], sourcing: ["buyer", "item", "supplier"], stock: ["site", "item"],
  demand: ["demand"], receipts: ["site", "item", "date"], scenarios: ["scenario"], events: ["scenario", "event"],
};

export interface Entity {
  table: string;
  id: string;
}

export class Model {
  /** Each is read when it is first asked for. */
  readonly tables: Record<string, Row[]> = {};
  private readonly byKey: Record<string, Map<string, Row>> = {};

  constructor(bundle: Bundle) {
    for (const [file, text] of Object.entries(bundle.tables)) {
      const name = file.replace(/\.csv$/, "");
      let rows: Row[] | undefined;
      const read = () => {
        if (rows) return rows;
        // Not csvParse, which makes a function of words: the policy of the server forbids that.
        const [header = [], ...lines] = csvParseRows(text);
        return (rows = lines.map((line) => Object.fromEntries(header.map((column, at) => [column, line[at] ?? ""])) as unknown as Row));
      };
      Object.defineProperty(this.tables, name, { enumerable: true, get: read });
    }
  }

  rows(table: string): Row[] {
    return this.tables[table] ?? [];
  }

  /** The columns that name a row. */
  keysOf(table: string): string[] {
    return keyColumns[table] ?? Object.keys(this.rows(table)[0] ?? {}).slice(0, 1);
  }

  key(table: string, row: Row): string {
    const columns = keyColumns[table] ?? Object.keys(row).slice(0, 1);
    return columns.map((column) => row[column] || (column === "slot" ? row.item : column === "item" ? "*" : "") || "").join("/");
  }

  row(table: string, key: string): Row | undefined {
    return (this.byKey[table] ??= new Map(this.rows(table).map((row) => [this.key(table, row), row]))).get(key);
  }

  name(table: string, id: string, language: Language): string {
    const row = this.row(table, id);
    return (language === "ko" && row?.name_ko) || row?.name || id;
  }

  /** The table whose rows a key names ("item": items), if it has the id; else the first of those that things are looked for in. */
  tableOf(key: string, id: string): string | undefined {
    const named = Object.keys(keyColumns).find((table) => keyColumns[table]!.length === 1 && keyColumns[table]![0] === key);
    return [...(named ? [named] : []), "items", "sites", "processes", "demand", "companies", "stages", "resources", "scenarios"].find((table) => this.row(table, id));
  }

  /** What a process makes, and where. */
  processName(id: string, language: Language): string {
    const row = this.row("processes", id);
    if (!row) return id;
    return `${this.name("items", row.item ?? "", language)} · ${this.name("sites", row.site ?? "", language)}`;
  }

  /** Where a model names no stages: how many steps of making lie before an item. */
  private depths: Map<string, number> | undefined;
  private depthOf(item: string): number {
    const known = (this.depths ??= new Map());
    if (known.has(item)) return known.get(item)!;
    known.set(item, 0); // of what goes into itself again
    const recipes = new Set(this.rows("processes").filter((row) => row.item === item).map((row) => row.recipe));
    const inputs = this.rows("recipes").filter((row) => recipes.has(row.recipe)).map((row) => row.item ?? "");
    const depth = Math.max(0, ...inputs.map((each) => 1 + this.depthOf(each)));
    known.set(item, depth);
    return depth;
  }
  /** The items of such a stage, "depth:1"; undefined: the stage is one of the model's. */
  itemsOf(stage: string): string[] | undefined {
    return stage.startsWith("depth:") && !this.row("stages", stage) ? this.rows("items").map((row) => row.item ?? "").filter((item) => this.stageOf(item) === stage) : undefined;
  }

  stageOf(item: string): string {
    if (this.rows("stages").length === 0) return `depth:${this.depthOf(item)}`;
    return this.row("items", item)?.stage ?? "";
  }

  countryOf(site: string): string {
    return this.row("sites", site)?.country ?? site;
  }

  companyOf(site: string): string {
    return this.row("sites", site)?.company ?? "";
  }

  stages(): string[] {
    if (this.rows("stages").length === 0) return [...new Set(this.rows("items").map((row) => this.depthOf(row.item ?? "")))].sort((a, b) => a - b).map((depth) => `depth:${depth}`);
    return [...this.rows("stages")].sort((a, b) => Number(a.order) - Number(b.order)).map((row) => row.stage ?? "");
  }

  /** Low and high of a column of a row, where ranges.csv says them. */
  range(table: string, key: string, column: string): { low: string; high: string } | undefined {
    const row = this.rows("ranges").find((each) => each.table === table && each.key === key && each.column === column);
    return row ? { low: row.low ?? "", high: row.high ?? "" } : undefined;
  }

  /** Rows of other tables that say something of a thing. */
  mentions(entity: Entity): { table: string; key: string; row: Row }[] {
    const column = { items: "item", sites: "site", companies: "company", stages: "stage", processes: "process", scenarios: "scenario" }[entity.table];
    if (!column) return [];
    const found: { table: string; key: string; row: Row }[] = [];
    for (const table of ["sites", "items", "processes", "recipes", "uses", "resources", "sourcing", "stock", "demand", "lanes", "events"]) {
      if (table === entity.table) continue;
      for (const row of this.rows(table)) {
        const hit = row[column] === entity.id || (table === "lanes" && (row.origin === entity.id || row.destination === entity.id)) ||
          (table === "sourcing" && (row.buyer === entity.id || row.supplier === entity.id));
        if (hit) found.push({ table, key: this.key(table, row), row });
      }
    }
    return found;
  }

  /** Items that need this one, all the way to what is sold. */
  dependents(item: string): string[] {
    const direct = new Map<string, Set<string>>();
    const makes = new Map<string, Set<string>>();
    for (const row of this.rows("processes"))
      if (row.recipe && row.item) (makes.get(row.recipe) ?? makes.set(row.recipe, new Set()).get(row.recipe)!).add(row.item);
    for (const row of this.rows("recipes"))
      for (const made of makes.get(row.recipe ?? "") ?? [row.recipe ?? ""])
        (direct.get(row.item ?? "") ?? direct.set(row.item ?? "", new Set()).get(row.item ?? "")!).add(made);
    const seen = new Set<string>();
    const queue = [item];
    for (let next = queue.pop(); next !== undefined; next = queue.pop())
      for (const made of direct.get(next) ?? [])
        if (!seen.has(made)) {
          seen.add(made);
          queue.push(made);
        }
    return [...seen];
  }
}
