import { lazy, Suspense } from 'react';
import type { ChainProps } from './charts/chain-graph.tsx';
import type { CityMapProps } from './charts/city-map.tsx';
import type { EpiCurveProps } from './charts/epi-curve.tsx';
import type { GanttProps } from './charts/gantt.tsx';
import type { LineChartProps } from './charts/line-chart.tsx';
import { Waiting } from './parts.tsx';

/** Charts come when first drawn: ECharts, Cytoscape and MapLibre are heavy. */
function late<P extends object>(load: () => Promise<{ default: (props: P) => React.ReactNode }>) {
  const Chart = lazy(load) as unknown as (props: P) => React.ReactNode;
  return (props: P) => (
    <Suspense fallback={<Waiting rows={5} />}>
      <Chart {...props} />
    </Suspense>
  );
}

export const EpiCurve = late<EpiCurveProps>(() => import('./charts/epi-curve.tsx'));
export const LineChart = late<LineChartProps>(() => import('./charts/line-chart.tsx'));
export const Gantt = late<GanttProps>(() => import('./charts/gantt.tsx'));
export const ChainGraph = late<ChainProps>(() => import('./charts/chain-graph.tsx'));
export const CityMap = late<CityMapProps>(() => import('./charts/city-map.tsx'));
