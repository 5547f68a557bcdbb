/** The range beside a figure, where the result has one: "interval" or "KEY_interval" with p5 and p95, or low and high. */
import type { Row } from "./bundle";
import type { Page } from "./page.svelte";

export interface Interval {
  low: number;
  high: number;
}

export function intervalOf(row: unknown, key: string): Interval | undefined {
  const record = (row ?? {}) as Row;
  const found = (record[`${key}_interval`] ?? record.interval ?? record) as Row | null;
  const low = found?.p5 ?? found?.low;
  const high = found?.p95 ?? found?.high;
  return typeof low === "number" && typeof high === "number" ? { low, high } : undefined;
}

/** An answer of the draws: what it is called, and of whom it is. */
export interface Drawn {
  key: string;
  of: string | null;
  answer: string;
  unit: string;
  point: number | null;
  p5: number | null;
  p95: number | null;
}

/** One of the answers that were drawn: of the result itself, else of the assessment. */
export function drawnAnswer(page: Page, document: string, key: string, of = ""): Drawn | undefined {
  for (const name of [document, "assess"]) {
    const answers = page.has(name) ? (((page.document(name).uncertainty as { answers?: Drawn[] } | null | undefined)?.answers ?? []) as Drawn[]) : [];
    const found = answers.find((each) => each.key === key && (each.of ?? "") === of);
    if (found) return found;
  }
  return undefined;
}
