/** Colours of groups: home stands out, the others are apart from each other and readable in print (Okabe and Ito's set). */
const set = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a7a00", "#7a5195", "#4d7a6b"];
const home = "#b3123d";

export function colours(groups: string[], marked: string): (group: string) => string {
  const map = new Map(groups.filter((group) => group !== marked && group !== "").map((group, at) => [group, set[at % set.length]!]));
  return (group) => (group === marked ? home : (map.get(group) ?? "#9a9a9a"));
}
