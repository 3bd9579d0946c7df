/* biome-ignore-all lint/correctness/useExhaustiveDependencies: `drawn` stands for nodes and links, `surface` for the theme */
/* biome-ignore-all lint/a11y/noNoninteractiveTabindex: a picture that moves must be reachable by keyboard */
import cytoscape, { type Core } from 'cytoscape';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Icon } from '../icon.tsx';
import { day } from '../when.ts';
import { useWords } from '../words.ts';
import { type ChainLink, type ChainNode, layout } from './chain.ts';
import { byNumber, rowsOf } from './chain-rows.tsx';
import { LEGIBLE, styleOf } from './chain-style.ts';
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

/** Colours of exposures; the rest share the last. */
const COLOURS = 5;
/** Cases led to from which a name is drawn large, with the number. */
const MANY = 5;
const PAN = 80;
const ZOOM = 1.3;

/** Who infected whom: days from left to right, each case near its infector, the larger the more it infected. */
export default function ChainGraph({ label, nodes, links, chosen, onOpen, height = 420 }: ChainProps) {
  const t = useWords(words);
  const box = useRef<HTMLDivElement>(null);
  const graph = useRef<Core>(undefined);
  const colour = useColours();
  const open = useRef(onOpen);
  open.current = onOpen;
  const surface = colour('surface');
  const drawn = JSON.stringify([nodes, links]);
  const groups = [...new Set(nodes.map((node) => node.group ?? ''))].sort();
  const exposures = byNumber(links);
  const paintOf = (n: number) => colour(`chart-${(n % 6) + 1}`);
  const lineOf = (exposure: string | undefined) => {
    const n = exposure ? exposures.indexOf(exposure) : -1;
    return n >= 0 && n < COLOURS ? paintOf(n + 1) : colour('line-2');
  };

  useEffect(() => {
    const frame = box.current;
    if (!frame) return;
    const { places, offspring, ticks, height: deep } = layout(nodes, links, frame.clientWidth / frame.clientHeight);
    const cy = cytoscape({
      container: frame,
      elements: [
        ...ticks.flatMap((tick) => [
          { data: { id: `tick ${tick.day}`, label: day(tick.day) }, classes: 'tick', position: { x: tick.x, y: -30 } },
          { data: { id: `foot ${tick.day}` }, classes: 'foot', position: { x: tick.x, y: deep } },
          { data: { source: `tick ${tick.day}`, target: `foot ${tick.day}` }, classes: 'rule' },
        ]),
        ...nodes.map((node) => {
          const place = places.get(node.id) as { x: number; y: number; size: number };
          const led = offspring.get(node.id) ?? 0;
          return {
            data: {
              id: node.id,
              label: led >= MANY ? `${node.label} · ${led}` : node.label,
              letters: led >= MANY ? 15 : 8,
              size: place.size,
              paint: paintOf(groups.indexOf(node.group ?? '')),
              form: node.imported ? 'rectangle' : 'ellipse',
            },
            classes: led >= MANY ? 'case spreader' : 'case',
            position: { x: place.x, y: place.y },
            selected: node.id === chosen,
          };
        }),
        ...links
          .filter((link) => places.has(link.from) && places.has(link.to))
          .map((link) => ({
            data: {
              source: link.from,
              target: link.to,
              paint: lineOf(link.label),
              line: link.uncertain ? 'dashed' : 'solid',
            },
            classes: 'link',
          })),
      ],
      style: styleOf(colour),
      layout: { name: 'preset', padding: 20 },
      minZoom: 0.1,
      maxZoom: 4,
      autoungrabify: true,
      boxSelectionEnabled: false,
      // A wheel over the picture scrolls the page, as a reader expects; with Ctrl it zooms.
      userZoomingEnabled: matchMedia('(pointer: coarse)').matches,
    });
    graph.current = cy;
    cy.on('tap', '.case', (event) => open.current?.(event.target.id()));
    cy.on('mouseover mouseout', '.case', (event) => {
      frame.style.cursor = event.type === 'mouseover' ? 'pointer' : '';
      event.target.style('min-zoomed-font-size', event.type === 'mouseover' ? 0 : LEGIBLE);
      event.target.style('z-index', event.type === 'mouseover' ? 10 : 1);
    });
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? ZOOM : 1 / ZOOM, { x: event.offsetX, y: event.offsetY });
    };
    frame.addEventListener('wheel', wheel, { passive: false });
    return () => {
      frame.removeEventListener('wheel', wheel);
      cy.destroy();
    };
  }, [drawn, surface]);
  useEffect(() => {
    graph.current?.$(':selected').unselect();
    if (chosen) graph.current?.getElementById(chosen).select();
  }, [chosen]);

  const zoom = (by: number, at?: { x: number; y: number }) => {
    const cy = graph.current;
    if (cy) cy.zoom({ level: cy.zoom() * by, renderedPosition: at ?? { x: cy.width() / 2, y: cy.height() / 2 } });
  };
  const moves: Record<string, () => void> = {
    '+': () => zoom(ZOOM),
    '=': () => zoom(ZOOM),
    '-': () => zoom(1 / ZOOM),
    '0': () => graph.current?.fit(undefined, 20),
    ArrowLeft: () => graph.current?.panBy({ x: PAN, y: 0 }),
    ArrowRight: () => graph.current?.panBy({ x: -PAN, y: 0 }),
    ArrowUp: () => graph.current?.panBy({ x: 0, y: PAN }),
    ArrowDown: () => graph.current?.panBy({ x: 0, y: -PAN }),
  };
  const onKey = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };
  const control = (key: string, icon: 'plus' | 'minus' | 'wide', name: string) => (
    <button type="button" aria-label={name} title={name} onClick={moves[key]}>
      <Icon name={icon} />
    </button>
  );

  return (
    <Figure
      label={label}
      head={[t('name'), t('onset'), t('infector'), t('exposure'), t('infected'), '']}
      rows={rowsOf(nodes, links, onOpen, (n) => t('generation', { n }))}
    >
      <div className="chain">
        <section
          ref={box}
          className="chart"
          style={{ height: `min(${height / 16}rem, 70vh, 90vw)` }}
          aria-label={`${label}. ${t('panHint')}`}
          tabIndex={0}
          onKeyDown={onKey}
        />
        <div className="chain-controls unprinted">
          {control('+', 'plus', t('zoomIn'))}
          {control('-', 'minus', t('zoomOut'))}
          {control('0', 'wide', t('fit'))}
        </div>
        <ul className="chain-legend">
          {groups.filter(Boolean).map((group) => (
            <li key={group}>
              <i className="dot" style={{ background: paintOf(groups.indexOf(group)) }} /> {group}
            </li>
          ))}
          {nodes.some((node) => node.imported) && (
            <li>
              <i className="square" /> {t('imported')}
            </li>
          )}
          {exposures.slice(0, COLOURS).map((exposure) => (
            <li key={exposure}>
              <i className="stroke" style={{ borderColor: lineOf(exposure) }} /> {exposure}
            </li>
          ))}
          {exposures.length > COLOURS && (
            <li>
              <i className="stroke" /> {t('others')}
            </li>
          )}
          {links.some((link) => link.uncertain) && (
            <li>
              <i className="stroke dashed" /> {t('uncertain')}
            </li>
          )}
        </ul>
      </div>
    </Figure>
  );
}
