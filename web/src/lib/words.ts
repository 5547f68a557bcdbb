/** On the widest windows letters are larger (style.css). */
const wide = matchMedia("(min-width: 2400px)");

/** Words that have to fit: a Korean letter counts for nearly two. */
/** Words that have to fit: a Korean letter counts for nearly two. */
export function shortened(words: string, room: number): string {
  const letters = wide.matches ? room / 1.25 : room;
  const size = (letter: string) => (letter > "\u1100" ? 1.75 : 1);
  let all = 0;
  for (const letter of words) all += size(letter);
  if (all <= letters) return words;
  let [kept, used] = ["", 1];
  for (const letter of words) {
    used += size(letter);
    if (used > letters) break;
    kept += letter;
  }
  return kept.trimEnd() + "…";
}
