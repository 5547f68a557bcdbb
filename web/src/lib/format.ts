/** Figures as people read them, by what they are. */
import type { Language } from "./bundle";

export interface Look {
  kind: string;
  unit?: string;
}

const locale = (language: Language) => (language === "ko" ? "ko-KR" : "en-GB");
/** Making one takes longer than using it: a table of 50,000 rows has hundreds of thousands of cells. */
const made = new Map<string, Intl.NumberFormat>();
function format(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let found = made.get(key);
  if (!found) made.set(key, (found = new Intl.NumberFormat(locale(language), options)));
  return found;
}
const dates: Record<string, Intl.DateTimeFormat> = {};

/** Less than this is rounding: a gap of 1e-14 is none, but it is not written as if it were nothing. */
const rounding = 1e-6;

export function digits(value: number, language: Language): string {
  if (value !== 0 && Math.abs(value) < rounding) return "≈\u00a00";
  return format(language, { maximumSignificantDigits: Math.abs(value) >= 1000 ? Math.max(4, Math.ceil(Math.log10(Math.abs(value)))) : 3 }).format(value);
}

export function compact(value: number, language: Language): string {
  return format(language, { notation: "compact", maximumFractionDigits: 2, maximumSignificantDigits: 4, roundingPriority: "lessPrecision", useGrouping: "always" } as never).format(value);
}

export function percent(value: number, language: Language): string {
  const size = Math.abs(value);
  const places = size < 0.09995 ? 2 : size < 0.9995 ? 1 : 0;
  const words = format(language, { style: "percent", maximumFractionDigits: places }).format(value).replace(/^-0%$/, "0%");
  return language === "en" ? words.replace("%", "\u00a0%") : words;
}

export function date(value: string, language: Language): string {
  return (dates[language] ??= new Intl.DateTimeFormat(locale(language), { dateStyle: language === "ko" ? "long" : "medium", timeZone: "UTC" })).format(new Date(value));
}

/** A unit does not stand alone at the beginning of a line. */
const joined = (figure: string, unit: string) => (unit ? `${figure}\u00a0${unit}` : figure);

/** A Korean unit of money joins a figure, and stands apart from a word: 316달러, 31.6만 달러. */
const priced = (figure: string, unit: string) => (/\d$/.test(figure) && /^\p{Script=Hangul}/u.test(unit) ? figure + unit : joined(figure, unit));

/** Undefined is "–", never 0. */
export function show(value: unknown, look: Look, language: Language): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (Array.isArray(value)) return value.length > 0 ? value.map((each) => show(each, look, language)).join(", ") : "–";
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value !== "number") return look.kind === "date" ? date(String(value), language) : String(value);
  switch (look.kind) {
    case "share":
    case "ratio": return percent(value, language);
    case "money": return priced(compact(value, language), look.unit ?? "");
    case "days": return format(language, { style: "unit", unit: "day", unitDisplay: "long", maximumFractionDigits: 1 }).format(value).replace(" ", "\u00a0");
    case "count":
    case "day": return format(language, {}).format(value);
    default: return joined(digits(value, language), look.unit ?? "");
  }
}
