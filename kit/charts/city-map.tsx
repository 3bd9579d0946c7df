/* biome-ignore-all lint/suspicious/noArrayIndexKey: shades never move */
import { lazy, Suspense, useState } from 'react';
import { Waiting } from '../parts.tsx';
import { number } from '../when.ts';
import { useWords } from '../words.ts';
import { Figure } from './figure.tsx';
import { type CityMapProps, SHADES } from './map-words.ts';
import SvgMap from './svg-map.tsx';
import { words } from './words.ts';

export type { CityMapProps, MapArea, MapLine, MapPoint } from './map-words.ts';

const GlMap = lazy(() => import('./gl-map.tsx'));

function hasWebgl(): boolean {
  try {
    return Boolean(document.createElement('canvas').getContext('webgl2'));
  } catch {
    return false;
  }
}

/** A map of areas and points from our own data; nothing is fetched from the internet. */
export default function CityMap(props: CityMapProps) {
  const t = useWords(words);
  const [webgl] = useState(hasWebgl);
  const { label, areas, points = [], lines = [], track = 'control', legend, height = 420 } = props;
  const top = Math.max(0, ...areas.map((area) => area.value ?? 0));
  const rows = [...areas, ...points, ...lines].map((item) => [
    item.label,
    'value' in item && item.value !== undefined ? number(item.value) : '–',
  ]);
  const box = { height: `${height / 16}rem` };
  return (
    <Figure label={label} head={[t('name'), legend ?? t('value')]} rows={rows}>
      <div className="map">
        {webgl ? (
          <Suspense
            fallback={
              <div style={box}>
                <Waiting rows={6} />
              </div>
            }
          >
            <GlMap {...props} />
          </Suspense>
        ) : (
          <SvgMap {...props} />
        )}
        {top > 0 && (
          <div className="map-legend">
            <span>{legend}</span>
            <div>
              {Array.from({ length: SHADES + 1 }, (_, i) => (
                <i key={i} style={{ background: `var(--${track}-shade-${i})` }} />
              ))}
            </div>
            <div className="row between">
              <span>0</span>
              <span>{number(top)}</span>
            </div>
          </div>
        )}
        {!webgl && <p className="small muted">{t('noWebgl')}</p>}
      </div>
    </Figure>
  );
}
