import { day } from '../when.ts';
import { type ChainLink, type ChainNode, generations } from './chain.ts';

/** Exposures, the most frequent first. */
export function byNumber(links: ChainLink[]): string[] {
  const count = new Map<string, number>();
  for (const { label } of links) if (label) count.set(label, (count.get(label) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1]).map(([label]) => label);
}

/** Every case as a row, by day: the same for keyboard and ear. */
export function rowsOf(
  nodes: ChainNode[],
  links: ChainLink[],
  onOpen: ((id: string) => void) | undefined,
  generation: (n: number) => string,
) {
  const depth = generations(nodes, links);
  const names = new Map(nodes.map((node) => [node.id, node.label]));
  const into = new Map<string, ChainLink[]>();
  const out = new Map<string, number>();
  for (const link of links) {
    into.set(link.to, [...(into.get(link.to) ?? []), link]);
    out.set(link.from, (out.get(link.from) ?? 0) + 1);
  }
  return [...nodes]
    .sort((a, b) => (a.day ?? '').localeCompare(b.day ?? '') || a.label.localeCompare(b.label))
    .map((node) => {
      const sources = into.get(node.id) ?? [];
      return [
        onOpen ? (
          <button key="open" type="button" className="as-link" onClick={() => onOpen(node.id)}>
            {node.label}
          </button>
        ) : (
          node.label
        ),
        day(node.day, 'full'),
        sources.map((link) => names.get(link.from) ?? link.from).join(', ') || '–',
        sources
          .map((link) => link.label)
          .filter(Boolean)
          .join(', ') || '–',
        out.get(node.id) ?? 0,
        generation(depth.get(node.id) ?? 0),
      ];
    });
}
