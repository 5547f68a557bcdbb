/** A result as tables, by what its fields say: its scalars, and each of its lists of records. */
import { inLanguage, type Field, type Language, type Row } from "./bundle";

export interface Column {
  /** Keys from the row down, joined by ".". */
  key: string;
  title: string;
  kind: string;
  unit: string;
  /** The table whose id the cell is, where it is not found by the key. */
  table?: string;
  /** What stands in a cell, where it does not follow from the kind. */
  text?: (row: Row) => string;
  /** The same of any value that the cell could have, such as the ends of its interval. */
  say?: (value: number, row: Row) => string;
  /** How long a bar below the figure is, 0…1. */
  part?: (row: Row) => number;
  /** Set apart from the others: home's, or the one that is looked at. */
  marked?: boolean;
  /** What a click on the figure opens, where it is not the row's. */
  pick?: (row: Row) => string;
}

export interface Table {
  /** Keys of lists from the document down, joined by ".". */
  path: string;
  title: string;
  columns: Column[];
  rows: Row[];
}

/** What stands at a path of keys. */
export function at(row: unknown, path: string): unknown {
  let value = row;
  for (const key of path.split(".")) value = value === null || typeof value !== "object" ? undefined : (value as Row)[key];
  return value;
}

const isTable = (field: Field) => field.many && field.fields !== undefined;

/** Columns of a record: records inside it one after another, its lists of records left out. */
export function columnsOf(fields: Field[], language: Language, path = "", above = ""): Column[] {
  return fields.flatMap((field) => {
    // Data by keys of its own is no cell: JSON has it.
    if (field.alias || isTable(field) || field.kind === "object") return [];
    const key = path + field.key;
    const title = above + inLanguage(field.title, language);
    if (field.fields) return columnsOf(field.fields, language, key + ".", title + ": ");
    return [{ key, title, kind: field.kind, unit: inLanguage(field.unit, language) ?? "" }];
  });
}

/** The lists of records of a record, each with the path of keys to it. */
function listsOf(fields: Field[], language: Language, path = "", above = ""): { path: string; title: string; fields: Field[] }[] {
  return fields.flatMap((field) => {
    if (field.alias || !field.fields) return [];
    const title = above + inLanguage(field.title, language);
    if (field.many) return [{ path: path + field.key, title, fields: field.fields }];
    return listsOf(field.fields, language, path + field.key + ".", title + ": ");
  });
}

/** Every table of a document. Rows of lists within lists begin with what names the row that they belong to. */
export function tablesOf(fields: Field[], document: Row, language: Language): Table[] {
  const tables: Table[] = [];
  const add = (path: string, title: string, inner: Field[], records: Row[], outer: Column[]) => {
    const columns = [...outer, ...columnsOf(inner, language)].filter((column) => records.some((record) => at(record, column.key) !== undefined));
    if (records.length > 0) tables.push({ path, title, columns, rows: records });
    const label = labelOf(columnsOf(inner, language), records);
    // A unit that stands in a row is that of the figures in its lists too.
    const unit = inner.find((field) => field.key === "unit" && !field.fields);
    for (const list of listsOf(inner, language)) {
      const key = `${path}>${list.path}`;
      const rows = records.flatMap((record, index) =>
        ((at(record, list.path) as Row[] | null | undefined) ?? []).map((each) => ({ ...(unit ? { unit: record.unit } : {}), ...each, [key]: label ? at(record, label.key) : index + 1 })),
      );
      add(`${path}.${list.path}`, `${title}: ${list.title}`, list.fields, rows, [
        label ? { ...label, key, title: label.title } : { key, title, kind: "count", unit: "" },
        ...(unit && !list.fields.some((field) => field.key === "unit") ? columnsOf([unit], language) : []),
      ]);
    }
  };
  for (const list of listsOf(fields, language)) add(list.path, list.title, list.fields, (at(document, list.path) as Row[] | null) ?? [], []);
  return tables;
}

/** The column that tells records apart: the first of words, or of dates. */
export function labelOf(columns: Column[], rows: Row[]): Column | undefined {
  return ["name", "id", "country", "date", "text"]
    .map((kind) => columns.find((column) => column.kind === kind && rows.every((row) => at(row, column.key) != null)))
    .find((column) => column);
}

export const isFigure = (kind: string) => ["money", "quantity", "number", "share", "ratio", "days", "day", "count"].includes(kind);

/** The columns that say something: in some row there is a figure other than 0, or a word. */
export const telling = (table: Table) => table.columns.filter((column) => table.rows.some((row) => ![null, undefined, "", 0].includes(at(row, column.key) as never)));

/** A table of limits with what is limited in one column: a maker, which says its site and item; a resource; a way, with what goes by it. */
export const limitsOf = (table: Table, title: string): Table => ({
  ...table,
  columns: [{ key: "limit", title, kind: "id", unit: "" }, ...table.columns.filter((column) => !["process", "resource", "lane", "site"].includes(column.key))],
  rows: table.rows.map((row): Row => ({ ...row, limit: row.process ?? row.resource ?? row.lane, item: row.process ? null : row.item })),
});

/** One table of a document, by its path. */
export function tableAt(fields: Field[], document: Row, path: string, language: Language): Table | undefined {
  return tablesOf(fields, document, language).find((table) => table.path === path);
}
