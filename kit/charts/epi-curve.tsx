/* biome-ignore-all lint/correctness/useExhaustiveDependencies: language and colours change the words and paints inside */
import { useMemo } from 'react';
import type { Day } from '../../kernel/time.ts';
import { type Text, text } from '../parts.tsx';
import { day } from '../when.ts';
import { useLanguage, useWords } from '../words.ts';
import { EChart } from './echart.tsx';
import { Figure, scaled, useColours } from './figure.tsx';
import { words } from './words.ts';

export interface EpiCurveProps {
  label: string;
  /** Every day of the span, in order, also those without cases. */
  days: Day[];
  /** Stacked from the bottom: e.g. confirmed, probable, suspected. `values` by day. */
  series: { id: string; label: Text; values: number[] }[];
  /** Days not yet complete (reporting delay): drawn pale from here on. */
  incompleteFrom?: Day;
  /** Vertical lines: an edition, a zone. */
  marks?: { day: Day; label: string }[];
  height?: number;
  onDay?(day: Day): void;
}

/** The epidemic curve: cases by day, stacked by classification. */
export default function EpiCurve({
  label,
  days,
  series,
  incompleteFrom,
  marks = [],
  height = 260,
  onDay,
}: EpiCurveProps) {
  const t = useWords(words);
  const language = useLanguage();
  const colour = useColours();
  const ink = colour('ink-2');
  const option = useMemo(
    () => ({
      textStyle: { fontFamily: colour('font'), fontSize: scaled(12), color: ink },
      grid: {
        left: 8,
        right: 12,
        top: series.length > 1 ? scaled(34) : 14,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      legend:
        series.length > 1
          ? { top: 0, left: 0, itemWidth: 12, itemHeight: 12, textStyle: { color: ink, fontSize: scaled(12) } }
          : undefined,
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        backgroundColor: colour('surface'),
        borderColor: colour('line'),
        textStyle: { color: colour('ink') },
      },
      xAxis: {
        type: 'category',
        data: days.map((value) => day(value)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colour('line-2') } },
        axisLabel: { color: ink, fontSize: scaled(12), hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: colour('line') } },
        axisLabel: { color: ink, fontSize: scaled(12) },
      },
      series: series.map((one, i) => ({
        type: 'bar',
        name: text(one.label),
        stack: 'cases',
        barCategoryGap: '12%',
        itemStyle: { color: colour(`chart-${(i % 6) + 1}`), borderColor: colour('surface'), borderWidth: 0.5 },
        data: one.values.map((value, k) => ({
          value,
          itemStyle: incompleteFrom && (days[k] as Day) >= incompleteFrom ? { opacity: 0.45 } : {},
        })),
        ...(i === 0 && marks.length
          ? {
              markLine: {
                symbol: 'none',
                animation: false,
                lineStyle: { color: ink, type: 'dashed' },
                label: { color: ink, formatter: '{b}' },
                data: marks
                  .filter((mark) => days.includes(mark.day))
                  .map((mark) => ({ name: mark.label, xAxis: days.indexOf(mark.day) })),
              },
            }
          : {}),
      })),
    }),
    [days, series, incompleteFrom, marks, ink, language, colour],
  );
  const rows = days.map((value, k) => [day(value, 'full'), ...series.map((one) => one.values[k] ?? 0)]);
  return (
    <Figure label={label} head={[t('day'), ...series.map((one) => text(one.label))]} rows={rows}>
      <EChart
        option={option}
        label={label}
        height={height}
        {...(onDay ? { onPick: (at: number) => days[at] && onDay(days[at]) } : {})}
      />
    </Figure>
  );
}
