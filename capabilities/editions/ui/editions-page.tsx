import { lazy, Suspense } from 'react';
import { useRows } from '../../../kit/client.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Facts, Refusal, Waiting } from '../../../kit/parts.tsx';
import { day } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { InForceRow } from '../views.ts';
import { LocalRules } from './local-rules.tsx';
import { useRuleNames } from './rule-names.ts';
import { words } from './words.ts';

const Switch = lazy(() => import('./switch.tsx'));

/** What applies where, what a switch would change before it is decided, and the public list of local deviations. */
export default function EditionsPage() {
  const t = useWords(words);
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Tabs
        label={t('title')}
        tabs={[
          { id: 'in-force', label: t('inForce'), body: () => <InForce /> },
          {
            id: 'switch',
            label: t('switch'),
            body: () => (
              <Suspense fallback={<Waiting />}>
                <Switch />
              </Suspense>
            ),
          },
          { id: 'local', label: t('localRules'), body: () => <LocalRules /> },
        ]}
      />
    </Page>
  );
}

function InForce() {
  const t = useWords(words);
  const { disease, edition } = useRuleNames();
  const place = usePlaceName();
  const { rows, loading, refusal } = useRows<InForceRow>('editions.inForce');
  if (refusal) return <Refusal refusal={refusal} />;
  if (loading) return <Waiting />;
  if (rows.length === 0) return <Banner tone="warn">{t('none')}</Banner>;
  return (
    <Grid min={24}>
      {rows.map((row) => (
        <Card key={row.id} title={edition(row.edition) || '–'} track="control">
          <Stack gap="tight">
            <Facts
              items={[
                [t('disease'), disease(row.disease)],
                [t('area'), place(row.area)],
                [t('from'), day(row.from)],
                [t('previous'), edition(row.previous) || null],
                [
                  t('next'),
                  row.beginsOn
                    ? `${edition(row.history.find((item) => item.from === row.beginsOn)?.edition)} ${day(row.beginsOn)}`
                    : '–',
                ],
              ]}
            />
            {row.outOfDateReason && (
              <Banner tone="warn">
                {t('outOfDate')}: {row.outOfDateReason}
              </Banner>
            )}
            <p className="small muted">{say(row.notice)}</p>
          </Stack>
        </Card>
      ))}
    </Grid>
  );
}
