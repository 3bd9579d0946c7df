/* biome-ignore-all lint/correctness/useExhaustiveDependencies: language and colours change the words and paints inside */
import { useMemo } from 'react';
import { type Text, text } from '../parts.tsx';
import { number } from '../when.ts';
import { useLanguage, useWords } from '../words.ts';
import { EChart } from './echart.tsx';
import { Figure, scaled, useColours } from './figure.tsx';
import { legendRows } from './legend-rows.ts';
import { words } from './words.ts';

export interface LineChartProps {
  label: string;
  /** Positions along the bottom, as they are to be read. */
  x: string[];
  series: {
    id: string;
    label: Text;
    values: (number | null)[] /** Lower and upper bound by position, drawn as a band; null where there is none. */;
    band?: ([number, number] | null)[];
    dashed?: boolean;
    /** Points that stand out, in the colour of danger, without a line. */
    points?: boolean;
    track?: 'control' | 'life';
  }[];
  /** Horizontal lines: a threshold, a capacity. */
  limits?: { value: number; label: string }[];
  unit?: string;
  height?: number;
}

/** Lines over time, with bands for uncertainty and lines for limits. */
export default function LineChart({ label, x, series, limits = [], unit = '', height = 240 }: LineChartProps) {
  const t = useWords(words);
  const language = useLanguage();
  const colour = useColours();
  const ink = colour('ink-2');
  const named = series.length + limits.length > 1;
  const names = [...series.map((one) => text(one.label)), ...limits.map((limit) => limit.label)];
  const rowsAbove = named ? legendRows(names, scaled(12), window.innerWidth) : 0;
  const option = useMemo(
    () => ({
      textStyle: { fontFamily: colour('font'), fontSize: scaled(12), color: ink },
      grid: {
        left: 8,
        right: 16,
        top: named ? scaled(14) + rowsAbove * scaled(20) : 16,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      legend: named
        ? {
            top: 0,
            left: 0,
            itemWidth: 18,
            itemHeight: 8,
            textStyle: { color: ink, fontSize: scaled(12) },
            data: names,
          }
        : undefined,
      tooltip: {
        trigger: 'axis',
        backgroundColor: colour('surface'),
        borderColor: colour('line'),
        textStyle: { color: colour('ink') },
      },
      xAxis: {
        type: 'category',
        data: x,
        boundaryGap: false,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colour('line-2') } },
        axisLabel: { color: ink, fontSize: scaled(12), hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        splitLine: { lineStyle: { color: colour('line') } },
        axisLabel: { color: ink, fontSize: scaled(12), formatter: `{value}${unit}` },
      },
      series: [
        ...series.flatMap((one, i) => {
          const stroke = one.points ? colour('bad') : one.track ? colour(one.track) : colour(`chart-${(i % 6) + 1}`);
          const quiet = {
            type: 'line',
            stack: `band-${one.id}`,
            symbol: 'none',
            silent: true,
            lineStyle: { opacity: 0 },
            tooltip: { show: false },
          };
          return [
            ...(one.band
              ? [
                  { ...quiet, name: `${one.id}-low`, data: one.band.map((each) => each?.[0] ?? null) },
                  {
                    ...quiet,
                    name: `${one.id}-high`,
                    data: one.band.map((each) => (each ? each[1] - each[0] : null)),
                    areaStyle: { color: stroke, opacity: 0.16 },
                  },
                ]
              : []),
            {
              type: 'line',
              name: text(one.label),
              data: one.values,
              symbol: x.length > 40 && !one.points ? 'none' : 'circle',
              symbolSize: one.points ? 9 : 5,
              showAllSymbol: true,
              z: one.points ? 5 : 2,
              itemStyle: { color: stroke },
              lineStyle: { width: one.points ? 0 : 2, color: stroke, type: one.dashed ? 'dashed' : 'solid' },
            },
          ];
        }),
        // named in the legend: a label on the line would lie on the curves that cross it
        ...limits.map(({ value, label: name }) => ({
          type: 'line',
          name,
          data: x.map(() => value),
          symbol: 'none',
          silent: true,
          z: 1,
          itemStyle: { color: colour('bad') },
          lineStyle: { width: 1.5, color: colour('bad'), type: 'dashed' },
          tooltip: { show: false },
        })),
      ],
    }),
    [x, series, limits, unit, ink, language, colour],
  );
  const rows = x.map((at, k) => [
    at,
    ...series.map((one) => {
      const band = one.band?.[k];
      return `${number(one.values[k])}${unit}${band ? ` (${number(band[0])}–${number(band[1])})` : ''}`;
    }),
  ]);
  return (
    <Figure label={label} head={[t('date'), ...series.map((one) => text(one.label))]} rows={rows}>
      <EChart option={option} label={label} height={height + Math.max(0, rowsAbove - 1) * 20} />
    </Figure>
  );
}
