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
  planned_periods: { first: string; last: string; baseline: number; delivered: number }[];
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
export function boundCurves(ways: Ways | undefined, days: { date: string; baseline: number }[]): { foresight?: (number | null)[] | undefined; replan?: (number | null)[] | undefined } {
  if (!ways) return {};
  const periods = ways.planned_periods;
  const foresight = days.map((day) => {
    const period = periods.find((each) => each.first <= day.date && day.date <= each.last);
    return period && period.baseline > 0 ? period.delivered / period.baseline : null;
  });
  const replan = days.map((day, at) => (day.baseline > 0 && ways.replan_delivered[at] !== undefined ? ways.replan_delivered[at]! / day.baseline : null));
  return { foresight: periods.length > 0 ? foresight : undefined, replan: ways.replan_delivered.length > 0 ? replan : undefined };
}
