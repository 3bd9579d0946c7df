import { BarChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { still } from './figure.tsx';

echarts.use([
  BarChart,
  LineChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  MarkAreaComponent,
  AriaComponent,
  SVGRenderer,
]);

/** An ECharts drawing that follows its box and its option. `onPick` gets the category's position. */
export function EChart({
  option,
  label,
  height,
  onPick,
}: {
  option: object;
  label: string;
  height: number;
  onPick?(at: number): void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    const made = echarts.init(box.current, undefined, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => event.dataIndex !== undefined && pick.current?.(event.dataIndex));
    const watcher = new ResizeObserver(() => made.resize());
    if (box.current) watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: !still(), ...option }, { notMerge: true });
  }, [option]);
  return <div ref={box} className="chart" style={{ height: `${height / 16}rem` }} role="img" aria-label={label} />;
}
