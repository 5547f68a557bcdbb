/** How many letters words are as wide as: a Korean letter counts for nearly two. */
const size = (letter: string) => (letter > "\u1100" ? 1.75 : 1);
export const lettersOf = (words: string): number => [...words].reduce((sum, letter) => sum + size(letter), 0);

/** Words that have to fit. */
export function shortened(words: string, letters: number): string {
  if (lettersOf(words) <= letters) return words;
  let [kept, used] = ["", 1];
  for (const letter of words) {
    used += size(letter);
    if (used > letters) break;
    kept += letter;
  }
  return kept.trimEnd() + "…";
}
