/** What a page is given: results as `--json` prints them, the model's tables as they are, and sentences in both languages. */

export type Language = "en" | "ko";

/** A piece of a sentence: words, or what fills a gap of it (the gap's name). */
export interface Part {
  text: string;
  figure?: string;
}

export interface Sentence {
  question: number;
  key: string;
  parts: Part[];
  figures: Record<string, unknown>;
}

/** One field of a record, as the engine describes it. */
export interface Field {
  key: string;
  title: { en: string; ko: string };
  kind: string;
  unit?: string;
}

/** Value of an item that goes from a site into what is made (or wanted) at another, model currency a month. */
export interface ChainLink {
  item: string;
  from: string;
  to: string;
  /** The item made of it; null where it is delivered to demand. */
  makes: string | null;
  quantity: number;
  value: number;
}

export interface Localised {
  title: string;
  questions: string[];
  sentences: Sentence[];
  /** Names of the scorecard's lines, by key. */
  scorecard: Record<string, string>;
  countries: Record<string, string>;
  /** Names of processes: what they make, and where. */
  texts: Record<string, string>;
}

export interface ScoreLine {
  question: number;
  key: string;
  unit: string;
  source: string;
  countries: { country: string; value: number | null; at_least: number | null }[];
}

export interface Share {
  share: number;
  country?: string;
  company?: string;
}

export interface ProductOrigin {
  item: string;
  domestic_content: number | null;
  domestic_content_owned: number | null;
  countries: Share[];
  companies: Share[];
  missing_stages: { item: string; stage: string }[];
}

export interface Assess {
  model: { name: string; title: string; home: string; currency: string; start: string; end: string; what_ifs: string[] };
  seed: number;
  jarip: string;
  scorecard: ScoreLine[];
  plan: { bottlenecks: Record<string, unknown>[] } | null;
  origin: {
    sourced_share: number | null;
    products: ProductOrigin[];
    single_points: { kind: string; id: string; lost: number; lost_at_home: number | null }[];
    concentration?: { item: string; hhi_country: number | null; hhi_company: number | null }[];
  } | null;
  stress: { scenarios: Record<string, unknown>[] } | null;
  onshore: { frontier: Record<string, unknown>[] } | null;
}

export interface Bundle {
  bundle: 1;
  command: string;
  language: Language;
  documents: { assess?: Assess } & Record<string, unknown>;
  descriptions: Record<string, Field[]>;
  tables: Record<string, string>;
  localised: Record<Language, Localised>;
  chain: ChainLink[];
}

/** The data inside the page; where there is none, what the server behind it computes. */
export async function loadBundle(): Promise<Bundle> {
  const inside = JSON.parse(document.getElementById("jarip-data")?.textContent ?? "null") as Bundle | null;
  if (inside) return inside;
  const answer = await fetch("api/bundle");
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}: ${await answer.text()}`);
  return (await answer.json()) as Bundle;
}
