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
  product?: string | null;
  detail?: boolean;
  answer: string;
  unit: string;
  point: number | null;
  p5: number | null;
  p95: number | null;
}

/** One of the answers that were drawn: of the result itself, else of the assessment; of one product, where `product` names it. */
export function drawnAnswer(page: Page, document: string, key: string, of = "", product = ""): Drawn | undefined {
  for (const name of [document, "assess"]) {
    const answers = page.has(name) ? (((page.document(name).uncertainty as { answers?: Drawn[] } | null | undefined)?.answers ?? []) as Drawn[]) : [];
    const found = answers.find((each) => each.key === key && (each.of ?? "") === of && (each.product ?? "") === product);
    if (found) return found;
  }
  return undefined;
}

/** Its interval, moved by so much. */
export function drawnInterval(page: Page, document: string, key: string, of = "", product = "", moved = 0): Interval | null {
  const found = drawnAnswer(page, document, key, of, product);
  return found && found.p5 !== null && found.p95 !== null ? { low: found.p5 + moved, high: found.p95 + moved } : null;
}

/** What was drawn of a scenario, as the table of scenarios has it: days of a run are counted from its first, those of draws from the event. */
export const scenarioIntervals = (page: Page, document: string, run: Row): Row => ({
  lost_share_interval: drawnInterval(page, document, "scenario_lost", String(run.scenario ?? "")),
  first_loss_day_interval: typeof run.first_loss_day === "number" ? drawnInterval(page, document, "scenario_first_loss", String(run.scenario ?? ""), "", Number(run.first_effect_day ?? 0)) : null,
  made_lost_value_interval: drawnInterval(page, document, "scenario_made_lost", String(run.scenario ?? "")),
});
