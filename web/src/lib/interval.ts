/** The range beside a figure, where the result has one: "interval" or "KEY_interval" with p5 and p95, or low and high. */
import type { Row } from "./bundle";

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
