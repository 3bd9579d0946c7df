import { useState } from 'react';
import { ancestorAt } from '../../../kernel/place.ts';
import { useCommand, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import type { MemberRow } from '../../crew/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { type Leg, TRIP_LEGS } from '../lists.ts';
import type { VisitRow } from '../views.ts';
import { type OfficeKey, words } from './office-words.ts';
import { Line } from './touch.tsx';
import { words as fieldWords, type Key } from './words.ts';

/** One visit for the office: who goes, the legs of a trip, and the risk somebody answers for. */
export function VisitDrawer({ visit, onClose }: { visit: VisitRow; onClose(): void }) {
  const t = useWords(words);
  const say = useWords(fieldWords);
  const place = usePlaceName();
  const { level } = useOffice();
  const withdraw = useCommand('visits.WithdrawVisit');
  const [reason, setReason] = useState('');
  const items = visit.items.map((item) => `${item.name} ${item.amount}`).join(', ');
  return (
    <Drawer open title={`${place(visit.household)} · ${say(`kind.${visit.kind}` as Key)}`} onClose={onClose}>
      <Stack>
        <Facts
          columns={2}
          items={[
            [t('due'), when(visit.to)],
            [t('status'), t(`status.${visit.status}` as OfficeKey)],
            [t('who'), visit.assigneeName ?? t('nobody')],
            [t('level'), level(visit.level)],
            [t('request'), visit.request],
            [t('items'), items || undefined],
            [t('note'), visit.kind === 'knock' ? half(visit.note) : visit.note],
          ]}
        />
        {visit.kind === 'medical-trip' && <Legs visit={visit} />}
        {visit.status !== 'started' && <Assign visit={visit} />}
        <Line label={t('withdrawWhy')} value={reason} onChange={setReason} />
        <Refusal refusal={withdraw.refusal} />
        <Button
          look="bad"
          busy={withdraw.busy}
          disabled={!reason.trim()}
          onClick={() =>
            void withdraw.run({ id: visit.id, reason: reason.trim() }).then((done) => done.ok && onClose())
          }
        >
          {t('withdraw')}
        </Button>
      </Stack>
    </Drawer>
  );
}

function Assign({ visit }: { visit: VisitRow }) {
  const t = useWords(words);
  const command = useCommand('visits.AssignVisit');
  const near = ancestorAt(visit.household, 'district');
  const crew = useRows<MemberRow>('crew.members', { within: near, where: { left: false }, limit: 200 });
  const closeness = (row: MemberRow) => (visit.household.startsWith(row.area) ? row.area.length : 0);
  const able = crew.rows
    .filter(
      (row) =>
        visit.licences.every((code) => row.licences.some((each) => each.code === code)) &&
        visit.skills.every((code) => row.skills.includes(code)),
    )
    .sort((a, b) => Number(b.onShift) - Number(a.onShift) || closeness(b) - closeness(a) || a.caseload - b.caseload)
    .slice(0, 8);
  return (
    <Card title={t('assignTo')}>
      <Stack>
        <p className="small muted">{t('fit')}</p>
        {crew.loading ? (
          <Waiting rows={2} />
        ) : able.length === 0 ? (
          <p>{t('nobodyFits')}</p>
        ) : (
          able.map((row) => (
            <div key={row.id} className="row between">
              <span>
                {row.name} {row.onShift && <Badge tone="good">{t('onShift')}</Badge>}
              </span>
              <Button
                size="small"
                busy={command.busy}
                disabled={row.id === visit.assignee}
                aria-label={`${t('assign')}: ${row.name}`}
                onClick={() =>
                  void command.run({ id: visit.id, assignee: row.id }).then((done) => done.ok && toast(t('saved')))
                }
              >
                {t('assign')}
              </Button>
            </div>
          ))
        )}
        <Refusal refusal={command.refusal} />
      </Stack>
    </Card>
  );
}

function Legs({ visit }: { visit: VisitRow }) {
  const t = useWords(words);
  const say = useWords(fieldWords);
  const { can } = useSession();
  const confirm = useCommand('visits.ConfirmLeg');
  const risk = useCommand('visits.TakeTripRisk');
  const [open, setOpen] = useState<Leg>();
  const [by, setBy] = useState('');
  const [why, setWhy] = useState('');
  const missing = TRIP_LEGS.filter((leg) => !visit.legs.some((each) => each.leg === leg));
  const send = async (leg: Leg) => {
    const done = await confirm.run({ id: visit.id, leg, by: by.trim() });
    if (!done.ok) return;
    setOpen(undefined);
    setBy('');
  };
  return (
    <Card title={t('legs')} tone={missing.length > 0 && !visit.riskTaken ? 'warn' : undefined}>
      <Stack>
        {TRIP_LEGS.map((leg) => {
          const held = visit.legs.find((each) => each.leg === leg);
          const name = say(`leg.${leg}` as Key);
          return (
            <div key={leg}>
              <div className="row between">
                <Status tone={held ? 'good' : 'warn'}>
                  {name}
                  {held && `: ${held.by}`}
                </Status>
                {!held && open !== leg && (
                  <Button size="small" aria-label={`${t('confirm')}: ${name}`} onClick={() => setOpen(leg)}>
                    {t('confirm')}
                  </Button>
                )}
              </div>
              {open === leg && (
                <>
                  <Line label={t('by')} value={by} onChange={setBy} />
                  <Button look="main" busy={confirm.busy} disabled={!by.trim()} onClick={() => void send(leg)}>
                    {t('confirm')}
                  </Button>
                </>
              )}
            </div>
          );
        })}
        <Refusal refusal={confirm.refusal ?? risk.refusal} />
        {visit.riskTaken ? (
          <Status tone="warn">{t('riskTaken')}</Status>
        ) : (
          missing.length > 0 &&
          can('officer', 'hq') && (
            <>
              <Line long label={t('riskWhy')} value={why} onChange={setWhy} />
              <Button
                look="bad"
                busy={risk.busy}
                disabled={!why.trim()}
                onClick={() => void risk.run({ id: visit.id, reason: why.trim() })}
              >
                {t('risk')}
              </Button>
            </>
          )
        )}
      </Stack>
    </Card>
  );
}
