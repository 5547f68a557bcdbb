/** What a scenario costs by who knows what, day by day: orders planned anew now and then, and all planned with foresight. */
import type { Row } from "./bundle";
import type { Page } from "./page.svelte";

export interface Ways extends Row {
  least: number | null;
  as_before: number | null;
  replan: number | null;
  replan_days: number | null;
  replanned: number | null;
  replan_delivered: number[];
  replan_delivered_value: number[];
  planned_periods: ({ first: string; last: string; baseline: number; delivered: number } & Row)[];
}

/** The document that has them: asked for by itself, or the result of one scenario. */
export function boundsDocument(page: Page, scenario: string): string | undefined {
  if (page.has(`bounds-${scenario}`)) return `bounds-${scenario}`;
  return page.has("stress") && page.document("stress").scenario === scenario && page.document("stress").bounds ? "stress" : undefined;
}
export function waysOf(page: Page, scenario: string): Ways | undefined {
  const name = boundsDocument(page, scenario);
  return name ? (page.document(name).bounds as Ways) : undefined;
}

/** Shares of the baseline on each day of a run; undefined where they were not asked for. */
export function boundCurves(page: Page, ways: Ways | undefined, days: ({ date: string } & Row)[]): { foresight?: (number | null)[] | undefined; replan?: (number | null)[] | undefined } {
  if (!ways) return {};
  const periods = ways.planned_periods;
  const foresight = days.map((day) => {
    const period = periods.find((each) => each.first <= day.date && day.date <= each.last);
    return period && page.products(period, "baseline") > 0 ? page.products(period, "delivered") / page.products(period, "baseline") : null;
  });
  const delivered = page.byValue ? ways.replan_delivered_value : ways.replan_delivered;
  const replan = days.map((day, at) => (page.products(day, "baseline") > 0 && delivered[at] !== undefined ? delivered[at]! / page.products(day, "baseline") : null));
  return { foresight: periods.length > 0 ? foresight : undefined, replan: delivered.length > 0 ? replan : undefined };
}
