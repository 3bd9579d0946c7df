/** Signs as strokes on a 20 x 20 field; drawn by hand so that no icon package is loaded. */
const STROKES = {
  dot: 'M10 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z',
  check: 'M4 10.5l4 4l8-9',
  clock: 'M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 6v4.5l3 1.8',
  alert: 'M10 3L2.5 16.5h15zM10 8v4M10 14.2v.3',
  info: 'M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 9v5M10 6.3v.2',
  inbox: 'M3 11l2.5-7h9L17 11v5H3zM3 11h4l1 2h4l1-2h4',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM13 13l4 4',
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  down: 'M5 8l5 5l5-5',
  up: 'M5 12l5-5l5 5',
  right: 'M8 5l5 5l-5 5',
  left: 'M12 5l-5 5l5 5',
  phone: 'M5 3h3l1.5 4l-2 1.5a9 9 0 0 0 4 4l1.5-2l4 1.5v3c0 1-1 2-2 2C9 17 3 11 3 5c0-1 1-2 2-2z',
  home: 'M3 9.5L10 3.5l7 6V17h-5v-5H8v5H3z',
  person: 'M10 3.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM4 17c.5-4 3-5.5 6-5.5s5.5 1.5 6 5.5',
  persons:
    'M7.5 4a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 0 0 0-5.4zM2 16.5c.4-3.5 2.6-5 5.5-5s5.1 1.5 5.5 5M13 4.5a2.5 2.5 0 0 1 0 4.8M15 11.8c1.8.6 2.8 2.2 3 4.7',
  pin: 'M10 18c-4-4.5-6-7.3-6-10a6 6 0 0 1 12 0c0 2.7-2 5.5-6 10zM10 6a2 2 0 1 0 0 4a2 2 0 0 0 0-4z',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  print: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 12h8v5H6z',
  download: 'M10 3v9M6 9l4 4l4-4M4 17h12',
  filter: 'M3 5h14M6 10h8M8.5 15h3',
  moon: 'M16 12A6.5 6.5 0 0 1 8 4a6.5 6.5 0 1 0 8 8z',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM10 2v2M10 16v2M2 10h2M16 10h2M4.5 4.5l1.4 1.4M14.1 14.1l1.4 1.4M15.5 4.5l-1.4 1.4M5.9 14.1l-1.4 1.4',
  cloud: 'M6 15.5a3.5 3.5 0 0 1 0-7a4.5 4.5 0 0 1 8.7 1.2A3 3 0 0 1 14.5 15.5z',
  offline: 'M3 3l14 14M6 15.5a3.5 3.5 0 0 1-.5-7M9 5.7a4.5 4.5 0 0 1 5.7 4A3 3 0 0 1 17 12.5',
  out: 'M8 4H4v12h4M8 10h9M13.5 6.5L17 10l-3.5 3.5',
  eye: 'M2 10c2-3.5 4.7-5 8-5s6 1.5 8 5c-2 3.5-4.7 5-8 5s-6-1.5-8-5zM10 8a2 2 0 1 0 0 4a2 2 0 0 0 0-4z',
  edit: 'M4 16l.8-3.5L13 4.2l2.8 2.8l-8.3 8.2z',
  send: 'M3 10l14-6l-5 13l-3-5.5z',
  wide: 'M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5',
  heart: 'M10 16.5C5 13 3 10.5 3 7.8A3.6 3.6 0 0 1 10 6.3a3.6 3.6 0 0 1 7 1.5c0 2.7-2 5.2-7 8.7z',
  route: 'M5 5a1.5 1.5 0 1 0 .1 0zM15 12a1.5 1.5 0 1 0 .1 0zM6.5 6.5h5a2.5 2.5 0 0 1 0 5h-3a2.5 2.5 0 0 0 0 5h5',
  link: 'M8 12l4-4M9 6l1.5-1.5a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.5 1.5a3.5 3.5 0 0 1-5-5L6 9',
} as const;
export type IconName = keyof typeof STROKES;

/** A sign; give `label` when it stands without words. */
export const Icon = ({ name, label }: { name: IconName; label?: string }) => (
  <svg
    className="icon"
    viewBox="0 0 20 20"
    role={label ? 'img' : undefined}
    aria-label={label}
    aria-hidden={label ? undefined : true}
  >
    <path d={STROKES[name]} />
  </svg>
);

/** The brand: two tracks that join and run as one. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path className="mark-control" d="M3 7.5h7c6 0 6 6.9 12 6.9h7" />
    <path className="mark-life" d="M3 24.5h7c6 0 6-6.9 12-6.9h7" />
  </svg>
);
