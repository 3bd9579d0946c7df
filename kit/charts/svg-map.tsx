/* biome-ignore-all lint/a11y/noStaticElementInteractions: the table beside the map is the way for keyboards */
import { boundsOf, type CityMapProps, type LonLat, radiusOf, shadeOf } from './map-words.ts';

/** The map without WebGL: the same areas and points on a plane, longitudes shortened by the cosine of the latitude. */
export default function SvgMap({
  label,
  areas,
  points = [],
  lines = [],
  track = 'control',
  chosen,
  onOpen,
  height = 420,
}: CityMapProps) {
  const bounds = boundsOf(areas, points);
  if (!bounds) return null;
  const [[west, south], [east, north]] = bounds;
  const shorten = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const wide = Math.max((east - west) * shorten, 1e-6);
  const high = Math.max(north - south, 1e-6);
  const scale = 1000 / Math.max(wide, high);
  const put = ([lon, lat]: LonLat) =>
    `${((lon - west) * shorten * scale).toFixed(1)},${((north - lat) * scale).toFixed(1)}`;
  const top = Math.max(0, ...areas.map((area) => area.value ?? 0));
  return (
    <svg
      className="chart svg-map"
      style={{ height: `${height / 16}rem` }}
      viewBox={`-20 -20 ${wide * scale + 40} ${high * scale + 40}`}
      role="img"
      aria-label={label}
    >
      {areas.map((area) => (
        <polygon
          key={area.id}
          points={area.outline.map(put).join(' ')}
          className={area.id === chosen ? 'chosen' : ''}
          style={{
            fill: area.tone ? `var(--${area.tone}-soft)` : `var(--${track}-shade-${shadeOf(area.value, top)})`,
            ...(area.tone ? { stroke: `var(--${area.tone})` } : {}),
          }}
          onClick={() => onOpen?.(area.id)}
        >
          <title>{area.label}</title>
        </polygon>
      ))}
      {lines.map((line) => (
        <polyline
          key={line.id}
          points={line.path.map(put).join(' ')}
          style={{ fill: 'none', stroke: `var(--chart-${line.colour})`, strokeWidth: 5 }}
        >
          <title>{line.label}</title>
        </polyline>
      ))}
      {points.map((point) => {
        const [x, y] = put(point.point).split(',');
        return (
          <circle
            key={point.id}
            cx={x}
            cy={y}
            r={radiusOf(point.value) * 1.4}
            style={{ fill: `var(--${point.tone ?? 'control'})` }}
            onClick={() => onOpen?.(point.id)}
          >
            <title>{point.label}</title>
          </circle>
        );
      })}
    </svg>
  );
}
