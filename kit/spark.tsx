/** A small line of recent values; read out by what stands beside it. */
export function Spark({ values }: { values: number[] }) {
  const top = Math.max(...values, 1);
  const x = (i: number) => (i / (values.length - 1)) * 96 + 2;
  const y = (value: number) => 26 - (value / top) * 22;
  const line = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <svg className="spark" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      <polygon points={`2,28 ${line} 98,28`} />
      <polyline points={line} />
    </svg>
  );
}
