import { type ReactNode, useState } from 'react';
import type { Account } from '../../../kernel/actor.ts';
import { dayOf } from '../../../kernel/time.ts';
import { newId, useCommand, useNow } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Icon } from '../../../kit/icon.tsx';
import { Notice } from '../../../kit/notice.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Facts, Refusal, Status } from '../../../kit/parts.tsx';
import { cityZoneNow, day, until, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { OrderRow } from '../../stays/index.ts';
import { restrictionOf } from '../../stays/ui/index.ts';
import type { ZoneHouseholdRow } from '../../zones/index.ts';
import { zoneOf } from '../../zones/ui/index.tsx';
import { type Key, words } from './words-orders.ts';

const phoneLink = (phone: string) => (
  <a href={`tel:${phone}`}>
    <Icon name="phone" /> {phone}
  </a>
);

/** What holds for this household now: rule, evidence, dates, end, appeal (SG17). After the end nothing is shown, because nothing holds. */
export function HomeOrders({
  orders,
  inside,
  account,
  free,
}: {
  orders: OrderRow[];
  inside: ZoneHouseholdRow | undefined;
  account: Account;
  free: ReactNode;
}) {
  const t = useWords(words);
  const now = useNow();
  const { cited, edition } = useRuleNames();
  const zone = zoneOf(inside, now);
  const shown = orders.filter((row) => row.suspended || restrictionOf([row], now).restricted);
  if (shown.length === 0 && !zone) return free;
  return (
    <Stack>
      {shown.map((row) => (
        <Order key={row.id} row={row} account={account} now={now} />
      ))}
      {zone && (
        <Card track="control" title={t('zoned')}>
          <Stack gap="tight">
            <End at={zone.endsAt} now={now} />
            <Facts
              items={[
                [t('since'), when(zone.startsAt)],
                [t('edition'), `${edition(zone.rule.edition)} · ${cited(zone.rule.clause)}`],
                [t('article'), cited(zone.rule.article)],
                [t('evidence'), `${t('evidence.contact')} · ${day(zone.evidence.day)}`],
                [
                  t('carer'),
                  <>
                    {zone.carer.name} {phoneLink(zone.carer.phone)}
                  </>,
                ],
                [t('hotline'), phoneLink(zone.hotline)],
              ]}
            />
            <details>
              <summary>{t('appealHow')}</summary>
              <p>{say(zone.appeal)}</p>
            </details>
            <details>
              <summary>{t('notice')}</summary>
              <Notice text={say(zone.notice)} />
            </details>
          </Stack>
        </Card>
      )}
    </Stack>
  );
}

function End({ at, now }: { at: string; now: string }) {
  const t = useWords(words);
  return (
    <p>
      <span className="home-end">
        {t('until')} {when(at, 'full')}
      </span>{' '}
      <Status tone="info">{until(at, now)}</Status>
      <br />
      <span className="small">{t('endsBy', { at: when(at) })}</span>
    </p>
  );
}

function Order({ row, account, now }: { row: OrderRow; account: Account; now: string }) {
  const t = useWords(words);
  const { cited, edition } = useRuleNames();
  const [asking, setAsking] = useState(false);
  const restriction = restrictionOf([{ ...row, suspended: false }], now);
  const evidence = row.evidence[0];
  const tests = row.tests
    .filter((test) => test.result === null && test.day >= dayOf(now, cityZoneNow()))
    .map((test) => day(test.day));
  return (
    <Card
      track="control"
      title={t('restricted')}
      actions={row.suspended ? <Status tone="good">{t('suspended')}</Status> : undefined}
    >
      <Stack gap="tight">
        <End at={row.endsAt} now={now} />
        {row.openAppeals.length > 0 ? (
          <Banner tone="info">{t('appealOpen')}</Banner>
        ) : (
          <div>
            <Button look="main" size="large" icon="edit" onClick={() => setAsking(true)}>
              {t('appeal')}
            </Button>
          </div>
        )}
        <Facts
          columns={2}
          items={[
            [t('place'), restriction.restricted ? t(`place.${restriction.place}` as Key) : null],
            [
              t('reason'),
              evidence ? `${t(`evidence.${evidence.kind}` as Key)} · ${day(evidence.day)} · ${evidence.signer}` : null,
            ],
            [t('article'), cited(row.article)],
            [t('edition'), `${edition(row.edition)} · ${cited(row.clause)}`],
            [t('since'), when(row.startsAt)],
            [t('tests'), tests.length > 0 ? tests.join(', ') : t('noTests')],
            [t('hotline'), phoneLink(row.service.hotline)],
          ]}
        />
        <details>
          <summary>{t('appealHow')}</summary>
          <p>{say(row.appealRoute)}</p>
        </details>
        <details>
          <summary>{t('notice')}</summary>
          {row.notices.map((notice) => (
            <div key={notice.at}>
              <p className="small muted">{when(notice.at)}</p>
              <Notice text={say(notice.words)} />
            </div>
          ))}
        </details>
      </Stack>
      <Appeal open={asking} row={row} account={account} onClose={() => setAsking(false)} />
    </Card>
  );
}

const GROUNDS = ['medical', 'child', 'disability'] as const;
const GROUND_WORDS: Record<(typeof GROUNDS)[number], Key> = {
  medical: 'appealMedical',
  child: 'appealChild',
  disability: 'appealDisability',
};

/** One tap is enough; reasons may follow by telephone. */
function Appeal({ open, row, account, onClose }: { open: boolean; row: OrderRow; account: Account; onClose(): void }) {
  const t = useWords(words);
  const file = useCommand('stays.FileAppeal');
  const [grounds, setGrounds] = useState('');
  const [ticks, setTicks] = useState<Partial<Record<(typeof GROUNDS)[number], boolean>>>({});
  const send = async () => {
    const outcome = await file.run({
      id: row.id,
      appeal: newId(),
      by: { name: account.name, account: account.id, relation: 'self' },
      channel: 'app',
      grounds: grounds.trim() || t('appealOneTap'),
      ...ticks,
    });
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      open={open}
      title={t('appeal')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="main" size="large" busy={file.busy} onClick={() => void send()}>
            {t('appeal')}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{t('appealLead')}</p>
        <label className="field">
          <span>{t('appealGrounds')}</span>
          <textarea rows={3} maxLength={2000} value={grounds} onChange={(event) => setGrounds(event.target.value)} />
        </label>
        <div className="choices">
          {GROUNDS.map((id) => (
            <label key={id} className="choice">
              <input
                type="checkbox"
                checked={ticks[id] ?? false}
                onChange={(event) => setTicks({ ...ticks, [id]: event.target.checked })}
              />
              <span>{t(GROUND_WORDS[id])}</span>
            </label>
          ))}
        </div>
        <Refusal refusal={file.refusal} />
      </Stack>
    </Dialog>
  );
}
