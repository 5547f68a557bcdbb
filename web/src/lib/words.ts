/** Words that have to fit: a Korean letter counts for nearly two. */
export function shortened(words: string, letters: number): string {
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
