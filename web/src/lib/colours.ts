/** Colours of groups (Okabe and Ito 2008), apart from each other for every eye: home has vermilion to itself. */
const set = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#f0e442"];
const home = "#d55e00";
const rest = "#8c8c8c";

export function colours(groups: string[], marked: string): (group: string) => string {
  const others = groups.filter((group) => group !== marked && group !== "");
  const map = new Map(others.slice(0, set.length).map((group, at) => [group, set[at]!]));
  return (group) => (group === marked && group !== "" ? home : (map.get(group) ?? rest));
}

/** Lines are told apart by colour and by dashes. */
export const lineColour = (index: number) => [home, ...set.slice(0, 5)][index % 6]!;
export const lineDash = (index: number) => ["", "7 3", "2 3", "9 3 2 3", "5 2", "12 4"][index % 6]!;
