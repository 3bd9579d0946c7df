/* biome-ignore-all lint/correctness/useExhaustiveDependencies: a new map only when the theme changes or areas first come; data is compared by content */
import 'maplibre-gl/dist/maplibre-gl.css';
import * as maplibre from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'react';
import { number } from '../when.ts';
import { useWords } from '../words.ts';
import { scaled, still, useColours } from './figure.tsx';
import { boundsOf, type CityMapProps, radiusOf, shadeOf } from './map-words.ts';
import { words } from './words.ts';

maplibre.setWorkerUrl(workerUrl);

type Collection = { type: 'FeatureCollection'; features: object[] };
const collection = (features: object[]): Collection => ({ type: 'FeatureCollection', features });
const source = (data: Collection) => ({ type: 'geojson', data }) as unknown as maplibre.SourceSpecification;

/** The map on WebGL. Without `glyphs`, the reader's own fonts draw the labels, Chinese included. */
export default function GlMap({
  label,
  areas,
  points = [],
  lines = [],
  track = 'control',
  chosen,
  onOpen,
  height = 420,
}: CityMapProps) {
  const t = useWords(words);
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<maplibre.Map>(undefined);
  const [drawn, setDrawn] = useState(false);
  const open = useRef(onOpen);
  open.current = onOpen;
  const colour = useColours();
  const paper = colour('surface-2');
  const top = Math.max(0, ...areas.map((area) => area.value ?? 0));
  const areaData = collection(
    areas.map((area) => {
      const shade = area.tone ? 0 : shadeOf(area.value, top);
      const fill = area.tone ? colour(`${area.tone}-soft`) : colour(`${track}-shade-${shade}`);
      return {
        type: 'Feature',
        properties: {
          id: area.id,
          label: area.label,
          value: area.value ?? null,
          fill,
          edge: area.tone ? colour(area.tone) : colour('line-2'),
          toned: area.tone !== undefined,
          chosen: area.id === chosen,
        },
        geometry: { type: 'Polygon', coordinates: [[...area.outline, area.outline[0]]] },
      };
    }),
  );
  const pointData = collection(
    points.map((point) => ({
      type: 'Feature',
      properties: {
        id: point.id,
        label: point.label,
        value: point.value ?? null,
        fill: colour(point.tone ?? 'control'),
        radius: radiusOf(point.value),
      },
      geometry: { type: 'Point', coordinates: point.point },
    })),
  );
  const lineData = collection(
    lines.map((line) => ({
      type: 'Feature',
      properties: { id: line.id, label: line.label, value: null, stroke: colour(`chart-${line.colour}`) },
      geometry: { type: 'LineString', coordinates: line.path },
    })),
  );
  const data = useRef({ areaData, pointData, lineData });
  data.current = { areaData, pointData, lineData };

  useEffect(() => {
    const bounds = boundsOf(areas, points);
    if (!box.current || !bounds) return;
    const ink = colour('ink');
    const made = new maplibre.Map({
      container: box.current,
      bounds,
      fitBoundsOptions: { padding: 24 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: still() ? 0 : 200,
      locale: {
        'NavigationControl.ZoomIn': t('zoomIn'),
        'NavigationControl.ZoomOut': t('zoomOut'),
        'Map.Title': label,
      },
      style: {
        version: 8,
        sources: {
          areas: source(data.current.areaData),
          points: source(data.current.pointData),
          lines: source(data.current.lineData),
        },
        layers: [
          { id: 'paper', type: 'background', paint: { 'background-color': paper } },
          { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': ['get', 'fill'] } },
          {
            id: 'edges',
            type: 'line',
            source: 'areas',
            paint: {
              'line-color': ['case', ['get', 'chosen'], ink, ['get', 'edge']],
              'line-width': ['case', ['any', ['get', 'chosen'], ['get', 'toned']], 2.5, 1],
            },
            // a neighbour's thin edge does not cross out a toned one
            layout: { 'line-sort-key': ['case', ['get', 'toned'], 1, 0] },
          },
          {
            id: 'lines',
            type: 'line',
            source: 'lines',
            layout: { 'line-join': 'round', 'line-cap': 'round' },
            paint: { 'line-color': ['get', 'stroke'], 'line-width': 2.5, 'line-opacity': 0.85 },
          },
          {
            id: 'points',
            type: 'circle',
            source: 'points',
            paint: {
              'circle-color': ['get', 'fill'],
              'circle-radius': ['get', 'radius'],
              'circle-stroke-color': colour('surface'),
              'circle-stroke-width': 1.5,
              'circle-opacity': 0.9,
            },
          },
          {
            id: 'names',
            type: 'symbol',
            source: 'areas',
            layout: { 'text-field': ['get', 'label'], 'text-size': scaled(12), 'text-max-width': 8 },
            // A name is longer than a small area: its halo keeps it legible on any shade.
            paint: { 'text-color': colour('ink'), 'text-halo-color': colour('surface'), 'text-halo-width': 1.6 },
          },
        ],
      },
    });
    made.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
    made.touchZoomRotate.disableRotation();
    const popup = new maplibre.Popup({ closeButton: false, closeOnClick: false, className: 'map-popup' });
    for (const layer of ['areas', 'lines', 'points']) {
      made.on('click', layer, (event) => {
        const id = event.features?.[0]?.properties.id;
        if (id) open.current?.(id);
      });
      made.on('mousemove', layer, (event) => {
        const found = event.features?.[0]?.properties;
        made.getCanvas().style.cursor = open.current ? 'pointer' : '';
        if (found)
          popup
            .setLngLat(event.lngLat)
            .setText(
              found.value == null || found.value === 'null'
                ? found.label
                : `${found.label} · ${number(Number(found.value))}`,
            )
            .addTo(made);
      });
      made.on('mouseleave', layer, () => {
        made.getCanvas().style.cursor = '';
        popup.remove();
      });
    }
    setDrawn(false);
    made.once('idle', () => setDrawn(true));
    map.current = made;
    return () => made.remove();
  }, [paper, areas.length === 0]);

  useEffect(() => {
    const now = map.current;
    const set = () => {
      (now?.getSource('areas') as maplibre.GeoJSONSource | undefined)?.setData(areaData as never);
      (now?.getSource('points') as maplibre.GeoJSONSource | undefined)?.setData(pointData as never);
      (now?.getSource('lines') as maplibre.GeoJSONSource | undefined)?.setData(lineData as never);
    };
    if (now?.isStyleLoaded()) set();
    else now?.once('load', set);
  }, [JSON.stringify(areaData), JSON.stringify(pointData), JSON.stringify(lineData)]);

  return (
    <>
      <div
        ref={box}
        className="chart gl-map"
        style={{ height: `${height / 16}rem` }}
        role="application"
        aria-label={label}
        aria-busy={!drawn}
      />
      {!drawn && <p className="map-drawing muted">{t('drawing')}</p>}
    </>
  );
}
