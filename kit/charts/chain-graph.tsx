/* biome-ignore-all lint/correctness/useExhaustiveDependencies: names and depth come from nodes and links; `dark` stands for the theme */
import cytoscape from 'cytoscape';
import { useEffect, useRef } from 'react';
import { type Day, daysBetween } from '../../kernel/time.ts';
import { day } from '../when.ts';
import { useWords } from '../words.ts';
import { Figure, useColours } from './figure.tsx';
import { words } from './words.ts';

export interface ChainNode {
  id: string;
  label: string;
  /** Onset, or the day it was found. */
  day?: Day;
  /** Groups share a colour: district, cluster, classification. */
  group?: string;
  /** Drawn as a square: known to have been brought in. */
  imported?: boolean;
}
export interface ChainLink {
  from: string;
  to: string;
  label?: string;
  /** Drawn dashed. */
  uncertain?: boolean;
}
export interface ChainProps {
  label: string;
  nodes: ChainNode[];
  links: ChainLink[];
  chosen?: string;
  onOpen?(id: string): void;
  height?: number;
}

/** Generation of each case: 0 without a known infector, else one more than its infector. A ring counts from where it is met. */
export function generations(nodes: ChainNode[], links: ChainLink[]): Map<string, number> {
  const infector = new Map(links.map((link) => [link.to, link.from]));
  const found = new Map<string, number>();
  const look = (id: string, seen: Set<string>): number => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const from = infector.get(id);
    const value = from === undefined || seen.has(from) ? 0 : look(from, new Set(seen).add(id)) + 1;
    found.set(id, value);
    return value;
  };
  for (const node of nodes) look(node.id, new Set([node.id]));
  return found;
}

/** Who infected whom: onset from left to right, chains below each other, in the order of their infectors. */
export default function ChainGraph({ label, nodes, links, chosen, onOpen, height = 420 }: ChainProps) {
  const t = useWords(words);
  const box = useRef<HTMLDivElement>(null);
  const colour = useColours();
  const open = useRef(onOpen);
  open.current = onOpen;
  const depth = generations(nodes, links);
  const names = new Map(nodes.map((node) => [node.id, node.label]));
  const dark = colour('surface');

  useEffect(() => {
    if (!box.current) return;
    const places = placesOf(nodes, links, depth);
    const groups = [...new Set(nodes.map((node) => node.group))];
    const graph = cytoscape({
      container: box.current,
      elements: [
        ...nodes.map((node) => ({
          data: {
            id: node.id,
            label: node.label,
            paint: colour(`chart-${(groups.indexOf(node.group) % 6) + 1}`),
            form: node.imported ? 'rectangle' : 'ellipse',
          },
          position: places.get(node.id),
          selected: node.id === chosen,
        })),
        ...links
          .filter((link) => names.has(link.from) && names.has(link.to))
          .map((link) => ({
            data: {
              id: `${link.from}>${link.to}`,
              source: link.from,
              target: link.to,
              line: link.uncertain ? 'dashed' : 'solid',
            },
          })),
      ],
      style: [
        {
          selector: 'node',
          style: {
            'background-color': 'data(paint)',
            shape: 'data(form)' as never,
            width: 22,
            height: 22,
            label: 'data(label)',
            color: colour('ink'),
            'font-size': 13,
            'text-valign': 'bottom',
            'text-margin-y': 4,
            'font-family': 'sans-serif',
          },
        },
        { selector: 'node:selected', style: { 'border-width': 3, 'border-color': colour('ink') } },
        {
          selector: 'edge',
          style: {
            width: 1.5,
            'line-color': colour('line-2'),
            'line-style': 'data(line)' as never,
            'target-arrow-color': colour('line-2'),
            'target-arrow-shape': 'triangle',
            'curve-style': 'bezier',
            'arrow-scale': 0.8,
          },
        },
      ],
      layout: { name: 'preset', padding: 28 },
      minZoom: 0.15,
      maxZoom: 3,
      autoungrabify: true,
    });
    graph.on('tap', 'node', (event) => open.current?.(event.target.id()));
    return () => graph.destroy();
  }, [nodes, links, chosen, dark]);

  const rows = links.map((link) => [
    names.get(link.from) ?? link.from,
    names.get(link.to) ?? link.to,
    day(nodes.find((node) => node.id === link.to)?.day),
    t('generation', { n: depth.get(link.to) ?? 0 }),
    link.label ?? '',
  ]);
  return (
    <Figure label={label} head={[t('infector'), t('name'), t('onset'), '', '']} rows={rows}>
      <div ref={box} className="chart chain" style={{ height: `${height / 16}rem` }} role="img" aria-label={label} />
    </Figure>
  );
}

function placesOf(
  nodes: ChainNode[],
  links: ChainLink[],
  depth: Map<string, number>,
): Map<string, { x: number; y: number }> {
  const known = nodes.flatMap((node) => node.day ?? []).sort();
  const first = known[0];
  const children = new Map<string, string[]>();
  for (const link of links) children.set(link.from, [...(children.get(link.from) ?? []), link.to]);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const placed = new Map<string, { x: number; y: number }>();
  let line = 0;
  const x = (id: string) => {
    const on = byId.get(id)?.day;
    return on && first ? daysBetween(first, on) * 46 : (depth.get(id) ?? 0) * 90;
  };
  // Depth first: a first child stays on its parent's line, each further child opens a new one.
  const put = (id: string) => {
    if (placed.has(id) || !byId.has(id)) return;
    placed.set(id, { x: x(id), y: line * 52 });
    (children.get(id) ?? []).forEach((child, i) => {
      if (i > 0) line++;
      put(child);
    });
  };
  for (const node of [...nodes].sort(
    (a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0) || (a.day ?? '').localeCompare(b.day ?? ''),
  )) {
    if (placed.has(node.id)) continue;
    put(node.id);
    line++;
  }
  return placed;
}
