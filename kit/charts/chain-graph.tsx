/* biome-ignore-all lint/correctness/useExhaustiveDependencies: names and depth come from nodes and links; `dark` stands for the theme */
import cytoscape from 'cytoscape';
import { useEffect, useRef } from 'react';
import { day } from '../when.ts';
import { useWords } from '../words.ts';
import { type ChainLink, type ChainNode, generations, placesOf } from './chain.ts';
import { Figure, useColours } from './figure.tsx';
import { words } from './words.ts';

export interface ChainProps {
  label: string;
  nodes: ChainNode[];
  links: ChainLink[];
  chosen?: string;
  onOpen?(id: string): void;
  height?: number;
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
