import { useState } from 'react';
import { SYSTEM_ORG } from '../../../kernel/actor.ts';
import { ancestorAt, LEVELS } from '../../../kernel/place.ts';
import { dayOf } from '../../../kernel/time.ts';
import { useCommand, useNow, useRow, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Facts, Refusal, Status, Timeline, Waiting } from '../../../kit/parts.tsx';
import { cityZoneNow, day as dayName, until, when } from '../../../kit/when.ts';
import { half, say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { upward } from '../clearance.ts';
import { isLate, isLive } from '../fold.ts';
import * as model from '../model.ts';
import { closingWords } from '../proof.ts';
import { subjectName } from '../subject.ts';
import { useReader } from './reader.ts';
import { words } from './words.ts';

const ROLES = ['grid', 'desk', 'investigator', 'officer', 'reviewer', 'supply', 'hq'] as const;
const OFFICES = LEVELS.slice(2, 6);

/** One duty: whose, until when, whom the ladder told; hand on, explain, or close with evidence. */
export function DutyDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const t = useWords(words);
  const { office, level: levelName, role: roleName } = useOffice();
  const place = usePlaceName();
  const reader = useReader();
  const now = useNow();
  const { zone } = useSession();
  const { row, loading, refusal } = useRow<model.DutyRow>('duties.duties', id);
  const [act, setAct] = useState<'handOn' | 'explain' | 'close'>();
  const handOn = useCommand('duties.HandOnDuty');
  const explain = useCommand('duties.ExplainDuty');
  const close = useCommand('duties.CloseDuty');
  const receive = useCommand('duties.AcknowledgeDuty');
  if (!row)
    return (
      <Drawer open title={t('duty')} onClose={onClose}>
        {loading ? <Waiting /> : <Refusal refusal={refusal} />}
      </Drawer>
    );
  const done = () => {
    toast(t('saved'));
    setAct(undefined);
  };
  const base = { duty: row.id, area: row.area };
  const next = upward(row.owner);
  return (
    <Drawer open title={say(row.name)} onClose={onClose}>
      <Stack>
        <Status tone={row.state === 'done' ? 'good' : isLate(row, now) ? 'bad' : 'plain'} icon="clock">
          {row.state === 'done' ? t('state.done') : until(row.dueAt, now)}
        </Status>
        <Facts
          columns={2}
          items={[
            [t('subject'), subjectName(row, reader)],
            [t('area'), place(row.area)],
            [t('owner'), office(row.owner.level, row.owner.role)],
            [t('standIn'), roleName(row.standIn)],
            [t('started'), when(row.startedAt)],
            [t('due'), when(row.dueAt, 'full')],
            [t('acknowledged'), row.acknowledged ? `${when(row.acknowledged.at)} · ${row.acknowledged.by}` : undefined],
            [
              t('doneAt'),
              row.closed ? `${when(row.closed.at)} · ${row.closed.by} · ${say(closingWords(row.closed))}` : undefined,
            ],
            [
              t('explainedCount'),
              row.explained ? `${dayName(row.explained.day)} ${row.explained.by}: ${row.explained.reason}` : undefined,
            ],
          ]}
        />
        {isLive(row) && row.acknowledgeAt !== null && !row.acknowledged && (
          <Banner tone="warn">
            <Row>
              <span>{t('acknowledgeBy', { at: when(row.acknowledgeAt) })}</span>
              <Button busy={receive.busy} onClick={() => receive.run(base)}>
                {t('acknowledge')}
              </Button>
            </Row>
          </Banner>
        )}
        {isLive(row) && (
          <Row>
            <Button look="main" onClick={() => setAct('handOn')}>
              {t('handOn')}
            </Button>
            <Button onClick={() => setAct('explain')}>{t('explain')}</Button>
            {row.manual && <Button onClick={() => setAct('close')}>{t('close')}</Button>}
          </Row>
        )}
        {act === 'handOn' && (
          <Form
            schema={model.handOnDuty}
            command={handOn}
            submit={t('handOn')}
            only={['to', 'reason']}
            onCancel={() => setAct(undefined)}
            onDone={done}
            initial={{ ...base, to: { level: next.level, role: next.role, area: next.area } }}
            fields={{
              to: { label: t('to') },
              'to.level': {
                label: t('level'),
                options: Object.fromEntries(OFFICES.map((level) => [level, levelName(level)])),
                as: 'select',
              },
              'to.role': {
                label: t('role'),
                as: 'select',
                options: ROLES.map((value) => ({ value, label: roleName(value) })),
              },
              'to.area': {
                label: t('area'),
                as: 'select',
                options: OFFICES.flatMap((level) => {
                  const area = ancestorAt(row.area, level);
                  return area ? [{ value: area, label: `${levelName(level)} · ${place(area)}` }] : [];
                }),
              },
              reason: { label: t('reason'), as: 'long' },
            }}
          />
        )}
        {act === 'explain' && (
          <Form
            schema={model.explainDuty}
            command={explain}
            submit={t('explain')}
            only={['reason']}
            initial={{ ...base, day: dayOf(now, zone ?? cityZoneNow()) }}
            fields={{ reason: { label: t('reason'), as: 'long' } }}
            onCancel={() => setAct(undefined)}
            onDone={done}
          />
        )}
        {act === 'close' && (
          <Form
            schema={model.closeDuty}
            command={close}
            submit={t('close')}
            only={['evidence']}
            initial={base}
            fields={{
              evidence: { label: t('close') },
              'evidence.note': { label: t('evidence'), as: 'long' },
              'evidence.ref': { label: t('ref') },
            }}
            onCancel={() => setAct(undefined)}
            onDone={done}
          />
        )}
        {(row.told.length > 0 || row.handedOn.length > 0) && (
          <Card title={t('told')}>
            <Timeline
              label={t('told')}
              moments={[
                ...row.handedOn.map((each, n) => ({
                  id: `h${n}`,
                  at: `${dayName(each.day)} · ${each.by}`,
                  title: `${office(each.from.level, each.from.role)} → ${office(each.to.level, each.to.role)}`,
                  // written by the clearance in both languages; what a person wrote is left as it is
                  body: each.by === SYSTEM_ORG.name ? half(each.reason) : each.reason,
                  tone: 'info' as const,
                })),
                ...row.told.map((each, n) => ({
                  id: `t${n}`,
                  at: when(each.at),
                  title: office(each.level, each.role),
                  tone: 'warn' as const,
                })),
              ]}
            />
          </Card>
        )}
        {row.past.length > 0 && (
          <Card title={t('earlier')}>
            <ul className="stack tight">
              {row.past.map((round) => (
                <li key={round.startedAt + round.dueAt}>
                  <Status tone={round.late ? 'bad' : 'good'}>
                    {round.day ? dayName(round.day) : when(round.dueAt)} {round.doneAt ? when(round.doneAt) : '–'}
                  </Status>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Stack>
    </Drawer>
  );
}
