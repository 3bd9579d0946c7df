import type { StylesheetJson } from 'cytoscape';

/** Smallest letters on the screen, px: below, names wait until one zooms in. */
export const LEGIBLE = 9;

/** How cases, links and days look, in the colours of the page. */
export const styleOf = (colour: (name: string) => string): StylesheetJson => [
  {
    selector: '.case',
    style: {
      'background-color': 'data(paint)',
      shape: 'data(form)' as never,
      width: 'data(size)',
      height: 'data(size)',
      'border-width': 1.5,
      'border-color': colour('surface-2'),
      label: 'data(label)',
      color: colour('ink'),
      'font-size': 'data(letters)',
      'min-zoomed-font-size': LEGIBLE,
      'text-valign': 'bottom',
      'text-margin-y': 2,
      'text-background-color': colour('surface-2'),
      'text-background-opacity': 0.75,
      'font-family': 'sans-serif',
    },
  },
  // Names of those who infected many stand above everything else.
  { selector: '.spreader', style: { 'text-valign': 'top', 'text-margin-y': -2, 'z-index': 5 } },
  { selector: '.case:selected', style: { 'border-width': 4, 'border-color': colour('ink') } },
  {
    selector: '.link',
    style: {
      width: 1.5,
      opacity: 0.8,
      'line-color': 'data(paint)',
      'line-style': 'data(line)' as never,
      'target-arrow-color': 'data(paint)',
      'target-arrow-shape': 'triangle',
      'arrow-scale': 0.7,
      'curve-style': 'unbundled-bezier',
      'control-point-distances': 12,
      'control-point-weights': 0.5,
    },
  },
  {
    selector: '.tick',
    style: {
      width: 1,
      height: 1,
      'background-opacity': 0,
      label: 'data(label)',
      color: colour('ink-2'),
      'font-size': 13,
      'text-valign': 'top',
      events: 'no',
    },
  },
  { selector: '.foot', style: { width: 1, height: 1, 'background-opacity': 0, events: 'no' } },
  {
    selector: '.rule',
    style: { width: 1, 'line-color': colour('line'), 'curve-style': 'straight', 'z-index': 0, events: 'no' },
  },
];
