import { lazy, Suspense, useState } from 'react';
import { newId, useCommand, useNow, useRow, useSession } from '../../../kit/client.tsx';
import { Notice } from '../../../kit/notice.tsx';
import { PrintSheet, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Facts, Timeline, Waiting } from '../../../kit/parts.tsx';
import { day, when } from '../../../kit/when.ts';
import { half, language, say, useWords } from '../../../kit/words.ts';
import type { MemberRow } from '../../crew/index.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { PersonRow } from '../../people/index.ts';
import { usePersonDoor } from '../../people/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { restrictionOf } from '../restriction.ts';
import type { OrderRow } from '../views.ts';
import { PlanFacts } from './plan-preview.tsx';
import { words } from './words.ts';

const ActForm = lazy(() => import('./act-form.tsx'));

/** One order: what holds now and why, the written notice in both languages, and what an officer may do. */
export function OrderDetail({ row }: { row: OrderRow }) {
  const t = useWords(words);
  const now = useNow();
  const { can } = useSession();
  const [act, setAct] = useState<'lift' | 'test' | 'appeal'>();
  const lift = useCommand('stays.LiftStay');
  const test = useCommand('stays.RecordTest');
  const appeal = useCommand('stays.FileAppeal');
  const person = usePersonDoor();
  const place = usePlaceName();
  const { cited, personClass } = useRuleNames();
  // Named only in the order itself: reading it leaves a trace the person sees.
  const name = useRow<PersonRow>(
    'people.persons',
    can('officer', 'investigator', 'desk') && row.person !== row.household ? row.person : undefined,
  );
  const carer = useRow<MemberRow>(
    'crew.members',
    can('officer', 'investigator', 'hq', 'desk') && row.service.carer ? row.service.carer : undefined,
  );
  const held = restrictionOf([row], now);
  const done = () => setAct(undefined);
  return (
    <Stack>
      <Banner tone={held.restricted ? 'warn' : 'good'}>
        {held.restricted
          ? `${t('runs')}: ${t(held.place)}, ${t('ends')} ${when(held.endsAt)}`
          : row.suspended
            ? t('suspended')
            : t('free')}
      </Banner>
      {row.gateOpenedAt && (
        <Banner tone="info">
          {t('gate')} {when(row.gateOpenedAt)}
        </Banner>
      )}
      <Card title={t('orderNotice')} track="control">
        <PlanFacts plan={{ ...row, tests: row.tests.map((each) => each.day) }} />
        <Facts
          columns={2}
          items={[
            [t('person'), [name.row?.name, person(row.person)].filter(Boolean).join(' · ')],
            [t('klass'), personClass(row.class)],
            [t('place'), place(row.place)],
            [t('article'), cited(row.article)],
            [
              t('evidence'),
              row.evidence
                .map((item) => `${t(`evidence.${item.kind}`)} ${item.id} (${day(item.day)}), ${item.signer}`)
                .join('; '),
            ],
            [t('orderer'), `${row.orderer.name}, ${half(row.orderer.org.name)}`],
            [t('carer'), carer.row?.name ?? row.service.carer],
            [t('hotline'), row.service.hotline],
            [t('supplies'), half(row.service.supplies)],
            [t('medical'), half(row.service.medical)],
          ]}
        />
        {row.status === 'open' && (
          <Row>
            {can('officer', 'investigator') && row.nextTest && (
              <Button icon="check" onClick={() => setAct('test')}>
                {t('recordTest')}
              </Button>
            )}
            <Button icon="heart" onClick={() => setAct('appeal')}>
              {t('appeal')}
            </Button>
            {can('officer', 'investigator', 'hq', 'reviewer') && (
              <Button icon="out" onClick={() => setAct('lift')}>
                {t('lift')}
              </Button>
            )}
          </Row>
        )}
        {act && (
          <Suspense fallback={<Waiting rows={3} />}>
            <ActForm
              act={act}
              command={{ lift, test, appeal }[act]}
              initial={
                act === 'test'
                  ? { id: row.id, day: row.nextTest }
                  : act === 'appeal'
                    ? { id: row.id, appeal: newId() }
                    : { id: row.id }
              }
              onDone={done}
            />
          </Suspense>
        )}
      </Card>
      <Card title={t('told')}>
        <Timeline
          label={t('told')}
          moments={[...row.notices]
            .reverse()
            .map((each, i) => ({ id: String(i), at: when(each.at), title: say(each.words).split('\n')[0] }))}
        />
      </Card>
      <PrintSheet title={t('notice')}>
        <Notice text={say(row.notice)} />
        <hr />
        <Notice
          lang={language() === 'zh' ? 'en' : 'zh-CN'}
          text={language() === 'zh' ? row.notice.en : row.notice.zh}
        />
      </PrintSheet>
    </Stack>
  );
}
