import { lazy, Suspense, useState } from 'react';
import { useCommand, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Row, Split, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Facts, Refusal, Status, Timeline, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { half, say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { LocalRuleRow } from '../views.ts';
import { useRuleNames } from './rule-names.ts';
import { words } from './words.ts';

const RuleForm = lazy(() => import('./rule-form.tsx'));

/** Local rules against the edition in force: additions and gaps both, with the clause. */
export function LocalRules() {
  const t = useWords(words);
  const { can, area } = useSession();
  const [entering, setEntering] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const rules = useRows<LocalRuleRow>('editions.localRules', { order: '-enteredAt' });
  const row = rules.rows.find((each) => each.id === chosen) ?? rules.rows[0];
  return (
    <Stack>
      {can('officer', 'hq', 'overseer', 'desk') && (
        <Row end>
          <Button look="main" icon="plus" onClick={() => setEntering(true)}>
            {t('enter')}
          </Button>
        </Row>
      )}
      <Split ratio="main" side={row && <Rule key={row.id} row={row} />}>
        <Table
          label={t('localRules')}
          data={rules}
          chosen={row?.id}
          onOpen={(each) => setChosen(each.id)}
          empty={t('noRules')}
          tone={(each) =>
            each.status === 'withdrawn' ? undefined : each.stricter > 0 ? 'bad' : each.laxer > 0 ? 'warn' : 'good'
          }
          columns={[
            { key: 'issuer', label: t('issuer'), cell: (each) => half(each.issuer) },
            { key: 'text', label: t('rule'), cell: (each) => each.text.slice(0, 120) },
            {
              key: 'stricter',
              label: t('additions'),
              right: true,
              cell: (each) => <Status tone={each.stricter ? 'bad' : 'good'}>{each.stricter}</Status>,
            },
            {
              key: 'laxer',
              label: t('laxer'),
              right: true,
              cell: (each) => <Status tone={each.laxer ? 'warn' : 'good'}>{each.laxer}</Status>,
            },
            {
              key: 'status',
              label: t('status'),
              minor: true,
              cell: (each) => t(each.status === 'withdrawn' ? 'withdrawn' : 'open'),
            },
          ]}
        />
      </Split>
      <Dialog title={t('enter')} open={entering} onClose={() => setEntering(false)} size="large">
        <Suspense fallback={<Waiting />}>
          <RuleForm area={area ?? 'cn'} onDone={() => setEntering(false)} />
        </Suspense>
      </Dialog>
    </Stack>
  );
}

function Rule({ row }: { row: LocalRuleRow }) {
  const t = useWords(words);
  const { cited, edition } = useRuleNames();
  const place = usePlaceName();
  const { can } = useSession();
  const withdraw = useCommand('editions.WithdrawLocalRule');
  return (
    <Card title={half(row.issuer)}>
      <p>{row.text}</p>
      <Facts
        items={[
          [t('edition'), edition(row.edition)],
          [t('area'), place(row.area)],
          [t('source'), half(row.source)],
        ]}
      />
      {row.violations.length === 0 ? (
        <Badge tone="good">{t('equal')}</Badge>
      ) : (
        <Timeline
          label={t('violations')}
          moments={row.violations.map((each, i) => ({
            id: String(i),
            at: cited(each.clause),
            tone: each.direction === 'stricter' ? ('bad' as const) : ('warn' as const),
            title: (
              <>
                {each.dont !== undefined && <Badge tone="bad">{t('dont', { n: each.dont })}</Badge>} {say(each.names)}
              </>
            ),
            body: (
              <>
                {t('local')}: {half(each.local)}
                <br />
                {t('edition')}: {half(each.edition)}
              </>
            ),
          }))}
        />
      )}
      {row.status === 'open' && can('officer', 'hq', 'overseer') && (
        <Button
          busy={withdraw.busy}
          onClick={() => void withdraw.run({ id: row.id, reason: 'withdrawn by its issuer / 发布单位已撤销' })}
        >
          {t('withdraw')}
        </Button>
      )}
      <Refusal refusal={withdraw.refusal} />
    </Card>
  );
}
