import { useEffect, useState } from 'react';
import type { Refusal as Refused } from '../../../kernel/refusal.ts';
import { refusalOf, useClient } from '../../../kit/client.tsx';
import { Notice } from '../../../kit/notice.tsx';
import { Banner, Card, Facts, Refusal } from '../../../kit/parts.tsx';
import { day, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { OrderStay, Plan } from '../model.ts';
import { words } from './words.ts';

interface Preview {
  plan: Plan | null;
  notice: { en: string; zh: string } | null;
  refusal: Refused | null;
}

/** What the order would be, asked anew while the form is filled in; nothing is ordered. `said`: the refusal that the form itself shows. */
export function PlanPreview({ values, said }: { values: Partial<OrderStay>; said?: string | undefined }) {
  const t = useWords(words);
  const client = useClient();
  const [preview, setPreview] = useState<Preview>();
  const [refusal, setRefusal] = useState<Refused>();
  const asked = JSON.stringify(values);
  const enough =
    [values.disease, values.class, values.household, values.person, values.place].every(Boolean) &&
    values.evidence?.every((item) => item.id);
  useEffect(() => {
    if (!enough) return;
    let stale = false;
    const timer = setTimeout(() => {
      client.post<Preview>('/api/stays/preview', JSON.parse(asked)).then(
        (answer) => {
          if (!stale) {
            setPreview(answer);
            setRefusal(undefined);
          }
        },
        (error) => {
          if (!stale) {
            setPreview(undefined);
            setRefusal(refusalOf(error));
          }
        },
      );
    }, 500);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked, client, enough]);
  if (!enough || refusal?.refused === 'input-invalid' || (!preview && !refusal))
    return <Banner>{t('previewWait')}</Banner>;
  return (
    <Card title={t('preview')} track="control">
      {refusal && refusal.refused !== said && <Refusal refusal={refusal} />}
      {preview?.plan && <PlanFacts plan={preview.plan} />}
      {preview?.refusal && preview.refusal.refused !== said && <Refusal refusal={preview.refusal} />}
      {preview?.notice && (
        <>
          <Banner tone="good">{t('ready')}</Banner>
          <Notice text={say(preview.notice)} />
        </>
      )}
    </Card>
  );
}

/** Phases, tests and end of a plan. */
export function PlanFacts({
  plan,
}: {
  plan: Pick<Plan, 'dayZero' | 'phases' | 'tests' | 'endsAt' | 'edition' | 'clause'>;
}) {
  const t = useWords(words);
  const { cited, edition } = useRuleNames();
  return (
    <Facts
      columns={2}
      items={[
        [t('ends'), <strong key="end">{when(plan.endsAt)}</strong>],
        [t('dayZero'), day(plan.dayZero)],
        ...plan.phases.map((phase): [string, string] => [
          t(phase.place),
          `${day(phase.from)} – ${day(phase.to)}, ${t(phase.regime)}`,
        ]),
        [t('tests'), plan.tests.map((each) => day(each)).join(', ') || t('none')],
        [t('edition'), `${edition(plan.edition)} (${cited(plan.clause)})`],
      ]}
    />
  );
}
