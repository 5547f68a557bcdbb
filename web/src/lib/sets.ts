/** Changes as --set takes them: "TABLE:KEY.COLUMN=VALUE". A key that begins with + is a row that is made. */

export interface Setting {
  table: string;
  key: string;
  column: string;
  value: string;
}

export const write = ({ table, key, column, value }: Setting) => `${table}:${key}.${column}=${value}`;

export function read(words: string): Setting {
  const equals = words.indexOf("=");
  const left = words.slice(0, equals);
  const [colon, dot] = [left.indexOf(":"), left.lastIndexOf(".")];
  return { table: left.slice(0, colon), key: left.slice(colon + 1, dot), column: left.slice(dot + 1), value: words.slice(equals + 1) };
}

/** With one more: a cell is changed once. */
export function withSetting(sets: string[], setting: Setting): string[] {
  const cell = write({ ...setting, value: "" });
  return [...sets.filter((each) => !each.startsWith(cell)), write(setting)];
}

export const listOf = (lines: string) => lines.split("\n").filter((line) => line !== "");
