import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceFrom } from '../../kernel/chance.ts';
import { addDays } from '../../kernel/time.ts';
import { importList } from '../../server/import/register.ts';
import { portOf } from '../../server/port.ts';
import { benchCity } from './city.ts';
import { type Figure, rounded } from './figure.ts';

const ROWS = 20_000;

/** A line list of synthetic people through `tandem import`, with the duplicate check on, into a city that has one list already. */
export async function importing(): Promise<Figure[]> {
  const bench = await benchCity();
  const file = join(tmpdir(), `tandem-bench-${process.pid}.csv`);
  const open = async () => portOf(bench.city);
  const load = async (seed: string, rows: number): Promise<number> => {
    writeFileSync(file, listOf(seed, rows));
    const begun = performance.now();
    const texts: string[] = [];
    const io = { out: (text: string) => void texts.push(text), err: () => undefined };
    const code = await importList(
      [file, '--disease', 'measles', '--area', 'cn.44.03.04', '--commit', '--json'],
      io,
      open,
    );
    if (code !== 0) throw new Error(`the import failed: ${texts.join('').slice(0, 500)}`);
    return rows / ((performance.now() - begun) / 1000);
  };
  try {
    await load('first', ROWS);
    const again = await load('second', ROWS);
    return [
      {
        name: `import of ${ROWS} cases beside ${ROWS} others, duplicate check on`,
        value: rounded(again),
        unit: 'rows/s',
        limit: 'at least 2,000',
        holds: again >= 2000,
      },
    ];
  } finally {
    rmSync(file, { force: true });
    await bench.close();
  }
}

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'.split('');
const GIVEN = '芳娜敏静丽伟强磊军勇艳玲霞燕杰涛明超刚平'.split('');

function listOf(seed: string, rows: number): string {
  const chance = chanceFrom(seed);
  const pick = (list: string[]) => list[chance.below(list.length)];
  const lines = ['id,name,sex,age,date_of_onset,date_of_report,classification'];
  for (let n = 0; n < rows; n++) {
    const onset = addDays('2022-06-01', chance.below(120));
    lines.push(
      `${seed}-${n},${pick(SURNAMES)}${pick(GIVEN)}${pick(GIVEN)},${chance.next() < 0.5 ? 'f' : 'm'},${chance.below(90)},${onset},${addDays(onset, 1 + chance.below(6))},suspected`,
    );
  }
  return `${lines.join('\n')}\n`;
}
