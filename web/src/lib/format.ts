/** Figures as people read them, by what they are. */
import type { Language } from "./bundle";

export interface Look {
  kind: string;
  unit?: string;
  currency?: string;
}

const locale = (language: Language) => (language === "ko" ? "ko-KR" : "en-GB");

export function digits(value: number, language: Language): string {
  return new Intl.NumberFormat(locale(language), { maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 }).format(value);
}

export function compact(value: number, language: Language): string {
  return new Intl.NumberFormat(locale(language), { notation: "compact", maximumSignificantDigits: 4 }).format(value);
}

export function percent(value: number, language: Language): string {
  const size = Math.abs(value);
  const places = size < 0.09995 ? 2 : size < 0.9995 ? 1 : 0;
  return new Intl.NumberFormat(locale(language), { style: "percent", minimumFractionDigits: 0, maximumFractionDigits: places }).format(value);
}

/** Undefined is "–", never 0. */
export function show(value: unknown, look: Look, language: Language): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value !== "number") return String(value);
  switch (look.kind) {
    case "share": return percent(value, language);
    case "money": return `${compact(value, language)} ${look.currency ?? ""}`.trim();
    case "days": return new Intl.NumberFormat(locale(language), { style: "unit", unit: "day", unitDisplay: "long" }).format(value);
    default: return look.unit ? `${digits(value, language)} ${look.unit}` : digits(value, language);
  }
}
