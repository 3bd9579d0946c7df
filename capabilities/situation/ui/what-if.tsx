import { useEffect, useMemo, useState } from 'react';
import { addDays } from '../../../kernel/time.ts';
import { LineChart } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Progress, Refusal, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { type Choices, COSTS, type Curve, type Outcome, quantile, type WhatIf as What } from '../what-if.ts';
import { useWhatIf } from './use-what-if.ts';
import { words } from './what-if-words.ts';
import './what-if.css';

const HEIGHT = 250;
const LOW = 0.05;
const HIGH = 0.95;
const LETTERS = ['A', 'B'] as const;

/** Two plans from today's situation, side by side: curves with bands, and what each costs people. */
export default function WhatIf({ area, disease }: { area: string; disease: string }) {
  const t = useWords(words);
  const answer = useGet<What>(
    disease ? `/api/situation/what-if?${new URLSearchParams({ area, disease })}` : undefined,
    'situation.whatIf',
  );
  if (!disease) return <Banner tone="info">{t('noDisease')}</Banner>;
  if (answer.refusal) return <Refusal refusal={answer.refusal} onAgain={answer.again} />;
  if (!answer.data) return <Waiting rows={6} />;
  return <Compared key={`${area} ${disease}`} what={answer.data} />;
}

function Compared({ what }: { what: What }) {
  const t = useWords(words);
  const [plans, setPlans] = useState<Choices[]>(what.plans);
  const { run, stop, progress, outcomes, fault, seconds } = useWhatIf();
  // the first look needs no button
  useEffect(() => run(what, what.plans), [run, what]);
  const choose = (n: number, lever: string, choice: string): void => {
    const next = plans.map((plan, i) => (i === n ? { ...plan, [lever]: choice } : plan));
    setPlans(next);
    run(what, next);
  };
  return (
    <Stack>
      <p className="muted">
        {t('today', {
          count: what.known,
          day: day(what.today, 'full'),
          people: number(what.people),
          known: number(what.known),
          infected: number(what.infected),
        })}
      </p>
      <div className="what-if-plans">
        {plans.map((plan, n) => (
          <fieldset key={LETTERS[n]} className={`what-if-plan plan-${n}`}>
            <legend>{t('plan', { letter: LETTERS[n] as string })}</legend>
            {what.levers.map((lever) => (
              <label key={lever.id} className="what-if-lever">
                <span>{say(lever.names)}</span>
                <select value={plan[lever.id]} onChange={(event) => choose(n, lever.id, event.target.value)}>
                  {lever.choices.map((choice) => (
                    <option key={choice.id} value={choice.id}>
                      {say(choice.names)}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <div className="what-if-state" aria-live="polite">
        {progress ? (
          <Progress label={t('running')} done={progress.done} total={progress.all} onCancel={stop} />
        ) : (
          <div className="row between">
            <span className="small muted">
              {seconds === undefined
                ? ''
                : t('took', {
                    runs: number(plans.length * what.replicates),
                    seconds: number(seconds, { maximumFractionDigits: 1 }),
                  })}
            </span>
            <Button icon="clock" onClick={() => run(what, plans)}>
              {t('again')}
            </Button>
          </div>
        )}
      </div>
      {fault && <Banner tone="bad">{fault}</Banner>}
      {outcomes && <Pictures what={what} outcomes={outcomes} />}
      {outcomes && <CostTable outcomes={outcomes} />}
      <p className="small muted">{t('caveat')}</p>
    </Stack>
  );
}

function Pictures({ what, outcomes }: { what: What; outcomes: Outcome[] }) {
  const t = useWords(words);
  const x = useMemo(
    () => Array.from({ length: what.days }, (_, n) => day(addDays(what.today, n + 1))),
    [what.days, what.today],
  );
  const series = useMemo(() => {
    const of = (pick: (outcome: Outcome) => Curve) =>
      outcomes.map((outcome, n) => {
        const { low, median, high } = pick(outcome);
        return {
          id: LETTERS[n] as string,
          label: t('plan', { letter: LETTERS[n] as string }),
          values: median,
          band: low.map((value, i): [number, number] => [value, high[i] ?? value]),
        };
      });
    return {
      infections: of((each) => each.infections),
      ward: of((each) => each.ward),
      restricted: of((each) => each.restricted),
      lost: of((each) => each.lost),
    };
  }, [outcomes, t]);
  return (
    <div className="what-if-pictures">
      <Card track="control">
        <LineChart label={t('infections')} x={x} series={series.infections} height={HEIGHT} />
      </Card>
      <Card track="life">
        <LineChart label={t('restricted')} x={x} series={series.restricted} height={HEIGHT} />
      </Card>
      <Card track="control">
        <LineChart
          label={t('ward')}
          x={x}
          series={series.ward}
          limits={[{ value: what.hospital.beds, label: t('beds') }]}
          height={HEIGHT}
        />
      </Card>
      <Card track="life">
        <LineChart label={t('lost')} x={x} series={series.lost} height={HEIGHT} />
      </Card>
    </div>
  );
}

/** Middle of the runs with the 5 to 95 % range; the last column compares run with run. */
function CostTable({ outcomes }: { outcomes: Outcome[] }) {
  const t = useWords(words);
  const [a, b] = outcomes;
  if (!a || !b) return null;
  const digits = { maximumFractionDigits: 0 };
  const range = (values: number[]) => (
    <>
      <strong>{number(quantile(values, 0.5), digits)}</strong>
      <br />
      <span className="small muted">
        {number(quantile(values, LOW), digits)} – {number(quantile(values, HIGH), digits)}
      </span>
    </>
  );
  const rows = COSTS.map((name) => ({
    id: name,
    a: a.costs[name],
    b: b.costs[name],
    change: b.costs[name].map((value, n) => value - (a.costs[name][n] ?? 0)),
  }));
  return (
    <Card flush title={t('costs')}>
      <Table
        label={t('costs')}
        data={rows}
        tone={(row) => (row.id === 'total' ? (quantile(row.change, 0.5) > 0 ? 'warn' : 'good') : undefined)}
        columns={[
          { key: 'name', label: t('what'), cell: (row) => t(`cost.${row.id}`) },
          { key: 'a', label: t('plan', { letter: 'A' }), right: true, cell: (row) => range(row.a) },
          { key: 'b', label: t('plan', { letter: 'B' }), right: true, cell: (row) => range(row.b) },
          {
            key: 'change',
            label: t('difference'),
            right: true,
            cell: (row) => {
              const middle = quantile(row.change, 0.5);
              return (
                <span className={middle > 0 ? 'what-if-more' : middle < 0 ? 'what-if-less' : ''}>
                  {middle > 0 ? '+' : ''}
                  {number(middle, digits)}
                </span>
              );
            },
          },
        ]}
      />
    </Card>
  );
}
