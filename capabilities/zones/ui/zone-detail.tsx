import { lazy, Suspense, useState } from 'react';
import type { Row as ViewRow } from '../../../kernel/capability.ts';
import { ancestorAt, isWithin } from '../../../kernel/place.ts';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Confirm, Dialog } from '../../../kit/dialog.tsx';
import { Notice } from '../../../kit/notice.tsx';
import { useOffice } from '../../../kit/office.ts';
import { PrintSheet, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Facts, Refusal, Status, Timeline, Waiting } from '../../../kit/parts.tsx';
import { day, until, when } from '../../../kit/when.ts';
import { half, language, say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ZoneRow } from '../views.ts';
import type { Act } from './act-form.tsx';
import { Checklist, useChecklist } from './checklist.tsx';
import { useZoneName } from './index.tsx';
import { words } from './words.ts';

const ActForm = lazy(() => import('./act-form.tsx'));
const ProposalForm = lazy(() => import('./proposal-form.tsx'));

interface Building extends ViewRow {
  exits: { names: { zh: string; en: string }; clear?: boolean; note?: string; seenAt?: string }[];
}

/** An exit that is blocked now, inside an open zone: said before anything else (SG14). */
function BlockedExits({ row }: { row: ZoneRow }) {
  const t = useWords(words);
  const place = usePlaceName();
  const around = row.proposal.scope.map((path) => ancestorAt(path, 'building') ?? path);
  const { rows } = useRows<Building>('places.places', {
    within: ancestorAt(row.area, 'community') ?? row.area,
    where: { blockedExits_from: 1 },
  });
  return rows
    .filter((building) => around.some((path) => isWithin(building.id, path)))
    .map((building) => (
      <Banner key={building.id} tone="bad">
        {t('exitBlocked', {
          place: place(building.id),
          exits: building.exits
            .filter((exit) => exit.clear === false)
            .map((exit) => `${say(exit.names)} ${when(exit.seenAt)}${exit.note ? ` ${half(exit.note)}` : ''}`)
            .join('; '),
        })}
      </Banner>
    ));
}

/** One zone: its checklist while proposed; its end, reviews and notice once published. */
export function ZoneDetail({ row }: { row: ZoneRow }) {
  const t = useWords(words);
  const now = useNow();
  const { can } = useSession();
  const { cited, edition, zoneLevel } = useRuleNames();
  const { scope } = useZoneName();
  const place = usePlaceName();
  const { level: unit } = useOffice();
  const [act, setAct] = useState<Act>();
  const [amending, setAmending] = useState(false);
  const commands = {
    review: useCommand('zones.ReviewZone'),
    extend: useCommand('zones.ExtendZone'),
    lift: useCommand('zones.LiftZone'),
    withdraw: useCommand('zones.WithdrawProposal'),
  };
  const may = can('officer', 'hq');
  const { proposal } = row;
  const notice = row.notices[0]?.words;
  return (
    <Stack>
      {row.status === 'open' && row.endsAt && (
        <Banner tone="warn">
          {t('ends')} {when(row.endsAt)} ({until(row.endsAt, now)})
        </Banner>
      )}
      {row.status === 'open' && row.reviewBy && row.reviewBy < now && <Banner tone="bad">{t('overdue')}</Banner>}
      {row.status === 'open' && <BlockedExits row={row} />}
      {row.status === 'proposed' && (
        <>
          <Checklist id={row.id} />
          <Publish row={row} />
        </>
      )}
      {may && row.status !== 'ended' && (
        <Row>
          {row.status === 'proposed' && (
            <Button icon="edit" onClick={() => setAmending(true)}>
              {t('amend')}
            </Button>
          )}
          {row.status === 'proposed' && <Button onClick={() => setAct('withdraw')}>{t('withdraw')}</Button>}
          {row.status === 'open' && (
            <Button look="main" icon="eye" onClick={() => setAct('review')}>
              {t('reviewDo')}
            </Button>
          )}
          {row.status === 'open' && (
            <Button icon="out" onClick={() => setAct('lift')}>
              {t('lift')}
            </Button>
          )}
          {row.status === 'open' && (
            <Button look="quiet" onClick={() => setAct('extend')}>
              {t('extend')}
            </Button>
          )}
        </Row>
      )}
      {act && (
        <Card>
          <Suspense fallback={<Waiting rows={3} />}>
            <ActForm act={act} command={commands[act]} id={row.id} onDone={() => setAct(undefined)} />
          </Suspense>
        </Card>
      )}
      <Card title={t('proposal')} track="control">
        <Facts
          columns={2}
          items={[
            [t('area'), scope(proposal.scope, proposal.scope.length)],
            [t('level'), `${zoneLevel(row.level)} (${t('unit')}: ${unit(row.unit)})`],
            [
              t('evidence'),
              row.evidence.length > 0
                ? row.evidence.map((item) => `${item.case} (${day(item.day)})`).join(', ')
                : proposal.evidence.join(', '),
            ],
            [t('households'), row.households || '–'],
            [t('aim'), half(proposal.aim)],
            [t('leastHarm'), half(proposal.leastHarm)],
            [
              t('alternatives'),
              proposal.alternatives.map((each) => `${half(each.measure)}: ${half(each.whyNot)}`).join('; '),
            ],
            [t('larger'), half(proposal.largerReason)],
            [t('cost'), half(proposal.expectedCost)],
            [t('explanation'), say(proposal.explanation)],
            [t('supplies'), half(proposal.supplies)],
            [t('hotline'), proposal.hotline],
            [t('proposer'), `${row.proposer.name}, ${half(row.proposer.org.name)}`],
            [t('publisher'), row.publisher ? `${row.publisher.name}, ${half(row.publisher.org.name)}` : '–'],
            [t('article'), cited(row.article)],
            [t('edition'), edition(row.edition)],
            [
              t('plan'),
              half(row.plan) || (
                <Status key="p" tone="warn">
                  {t('noPlan')}
                </Status>
              ),
            ],
          ]}
        />
      </Card>
      {row.reviews.length > 0 && (
        <Card title={t('reviews')}>
          <Timeline
            moments={[...row.reviews].reverse().map((each, i) => ({
              id: String(i),
              at: `${when(each.at)} ${each.by}`,
              title: half(each.note),
              tone: each.finding === 'lift' ? 'good' : 'plain',
            }))}
          />
        </Card>
      )}
      {row.gates.length > 0 && (
        <Card title={t('gates')} track="life">
          <Timeline
            moments={row.gates.map((each) => ({
              id: each.request,
              at: when(each.at),
              title: place(each.household),
              tone: 'life',
            }))}
          />
        </Card>
      )}
      {row.notices.length > 1 && (
        <Card title={t('told')}>
          <Timeline
            moments={row.notices.slice(1).map((each, i) => ({
              id: String(i),
              at: when(each.at),
              title: say(each.words).split('\n')[0],
              body: <Notice text={say(each.words).split('\n').slice(1).join('\n')} />,
            }))}
          />
        </Card>
      )}
      {notice && (
        <PrintSheet title={t('notice')}>
          <Notice text={say(notice)} />
          <hr />
          <Notice lang={language() === 'zh' ? 'en' : 'zh-CN'} text={language() === 'zh' ? notice.en : notice.zh} />
        </PrintSheet>
      )}
      <Dialog title={t('amend')} open={amending} onClose={() => setAmending(false)} size="large">
        <Suspense fallback={<Waiting />}>
          <ProposalForm proposal={proposal} onDone={() => setAmending(false)} />
        </Suspense>
      </Dialog>
    </Stack>
  );
}

/** Publishing asks once more, and shows every condition that is not met in place. */
function Publish({ row }: { row: ZoneRow }) {
  const t = useWords(words);
  const { can } = useSession();
  const [asking, setAsking] = useState(false);
  const publish = useCommand('zones.PublishZone');
  const { data } = useChecklist(row.id);
  if (!can('officer', 'hq')) return null;
  return (
    <>
      <Row>
        <Button
          look="main"
          icon="send"
          onClick={() => setAsking(true)}
          disabled={!data || data.conditions.some((each) => !each.met)}
        >
          {t('publish')}
        </Button>
      </Row>
      <Refusal refusal={publish.refusal} />
      <Confirm
        title={t('publish')}
        open={asking}
        onClose={() => setAsking(false)}
        confirm={t('publish')}
        busy={publish.busy}
        bad
        onConfirm={() => void publish.run({ id: row.id }).then(() => setAsking(false))}
      >
        <p>{t('publishAsk', { end: data?.endsAt ? when(data.endsAt) : '–' })}</p>
      </Confirm>
    </>
  );
}
