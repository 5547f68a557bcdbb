/** The chain as layers: what one stage in one place sells to another, for a Sankey diagram. */
import type { Model } from "./model";

/** Value of an item that goes from a site into what is made (or wanted) at another, model currency a month. */
export interface ChainLink {
  item: string;
  from: string;
  to: string;
  /** The item made of it; null where it is delivered to demand. */
  makes: string | null;
  quantity: number;
  value: number;
}

export interface ChainNode {
  id: string;
  stage: string;
  group: string;
  layer: number;
}

export interface ChainEdge {
  source: string;
  target: string;
  value: number;
  items: Map<string, number>;
}

export interface Layers {
  nodes: ChainNode[];
  edges: ChainEdge[];
  /** Value of flows inside one layer or backwards, which a Sankey diagram cannot draw. */
  inside: number;
}

/** Groups beyond the largest `most` are put together as "". */
export function layers(links: ChainLink[], model: Model, group: (site: string) => string, most: number, wanted: string): Layers {
  const order = new Map(model.stages().map((stage, at) => [stage, at]));
  const totals = new Map<string, number>();
  for (const link of links)
    for (const site of [link.from, link.to]) totals.set(group(site), (totals.get(group(site)) ?? 0) + link.value);
  const largest = new Set([...totals].sort((a, b) => b[1] - a[1]).slice(0, most).map(([id]) => id));
  const known = (site: string) => (largest.has(group(site)) ? group(site) : "");

  const nodes = new Map<string, ChainNode>();
  const edges = new Map<string, ChainEdge>();
  let inside = 0;
  const node = (stage: string, place: string, layer: number) => {
    const id = `${stage}|${place}`;
    if (!nodes.has(id)) nodes.set(id, { id, stage, group: place, layer });
    return id;
  };
  for (const link of links) {
    const from = model.stageOf(link.item);
    const to = link.makes === null ? wanted : model.stageOf(link.makes);
    const [low, high] = [order.get(from) ?? 0, to === wanted ? order.size : (order.get(to) ?? 0)];
    if (low >= high) {
      inside += link.value;
      continue;
    }
    const source = node(from, known(link.from), low);
    const target = node(to, known(link.to), high);
    const key = `${source}>${target}`;
    const edge = edges.get(key) ?? { source, target, value: 0, items: new Map<string, number>() };
    edge.value += link.value;
    edge.items.set(link.item, (edge.items.get(link.item) ?? 0) + link.value);
    edges.set(key, edge);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], inside };
}
