/** Scales of pictures: from figures to places, and figures to write beside them. */

export type Scale = (value: number) => number;

/** How wide a picture is drawn that has so many pixels: on the widest windows all letters are larger (style.css), those of pictures too. */
export const pictureWidth = (pixels?: number | null): number => (pixels ?? 0) / Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);

export const linear = (from: [number, number], to: [number, number]): Scale => {
  const span = from[1] - from[0] || 1;
  return (value) => to[0] + ((value - from[0]) / span) * (to[1] - to[0]);
};

/** About `count` round figures in [low, high]: 1, 2 or 5 times a power of ten apart. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10);
  const found: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; ++at) found.push(at * step + 0);
  return found;
}

/** Moves labels apart that stand on each other; in and out in the order given. */
export function apart(places: number[], distance: number, low: number, high: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  for (let i = 1; i < order.length; ++i) order[i]!.place = Math.max(order[i]!.place, order[i - 1]!.place + distance);
  let most = high;
  for (let i = order.length - 1; i >= 0; --i) {
    order[i]!.place = Math.max(low, Math.min(order[i]!.place, most));
    most = order[i]!.place - distance;
  }
  const out: number[] = [];
  for (const { place, index } of order) out[index] = place;
  return out;
}
