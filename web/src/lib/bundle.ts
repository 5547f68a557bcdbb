/** What a page is given: results as `--json` prints them, what their fields mean, the model's tables, and words in both languages. */

export type Language = "en" | "ko";
export type Row = Record<string, unknown>;

/** The same in both languages, or one for each. */
export type Localised<T> = T | { en: T; ko: T };
export function inLanguage<T>(both: Localised<T>, language: Language): T {
  return both !== null && typeof both === "object" && "en" in both ? both[language] : (both as T);
}

/** One field of a record, as the engine describes it. */
export interface Field {
  key: string;
  title: Localised<string>;
  kind: string;
  many: boolean;
  unit: Localised<string | null>;
  nullable: boolean;
  alias?: boolean;
  fields?: Field[];
}

/** A piece of a sentence: words, or what fills a gap of it (the gap's name). */
export interface Part {
  text: string;
  figure?: string;
}

export interface Sentence {
  question: number;
  key: string;
  parts: Part[];
  figures: Row;
}

/** A change of a document (RFC 6902). */
interface Change {
  op: string;
  path: string;
  value: unknown;
}

export interface Words {
  title: string;
  countries: Record<string, string>;
  /** Codes of those that have an article in a sentence. */
  with_article: string[];
  texts: Record<string, string>;
  questions?: string[];
  sentences?: Sentence[];
  /** What of a document is otherwise than in the language of the bundle. */
  documents: Record<string, Change[]>;
}

/** A setting of the model that a what-if can change: one of [stress] of model.toml. */
export interface ModelSetting {
  key: string;
  kind: "number" | "flag" | "word";
  low: number;
  high: number;
  words: string[];
  given: number | boolean | string | null;
  /** What holds where it is not given; null: nothing, or each slot's own. */
  otherwise: number | boolean | string | null;
}

export interface Bundle {
  bundle: 2;
  command: string;
  language: Language;
  documents: Record<string, Row>;
  descriptions: Record<string, Field[]>;
  tables: Record<string, string>;
  localised: Record<Language, Words>;
  /** What the server behind the page can be asked for; none where the page is a file. */
  live?: string[];
  settings?: ModelSetting[];
  /** Rows that give a figure, by table of the model. */
  figures: { table: string; rows: number; sourced: number; assumed: number }[];
  /** Products are of several kinds: they are counted by what they are worth. */
  by_value?: boolean;
}

/** The document with its changes. Only texts differ between languages, so that only replacements come. */
export function changed(document: Row, changes: Change[]): Row {
  if (changes.length === 0) return document;
  const copy = structuredClone(document);
  for (const { path, value } of changes) {
    const keys = path.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    let at = copy as Record<string, never>;
    for (const key of keys.slice(0, -1)) at = at[key]!;
    at[keys.at(-1)!] = value as never;
  }
  return copy;
}

/** What a server answers; what it refuses is thrown as it says it. */
export async function asked(path: string): Promise<unknown> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** A change that is sent; a conflict is an answer too. */
export async function sent<T>(path: string, body: unknown): Promise<{ conflict: boolean; said: T }> {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok && answer.status !== 409) throw new Error(await answer.text());
  return { conflict: answer.status === 409, said: (await answer.json()) as T };
}

export const bundleAddress = () => "api/bundle" + location.search;

/** The data inside the page, where it has any. */
export const bundleInside = () => JSON.parse(document.getElementById("jarip-data")?.textContent ?? "null") as Bundle | null;

/** What the server behind it computes. */
export const bundleOfServer = async () => (await asked(bundleAddress())) as Bundle;
