import { useEffect, useRef, useState } from 'react';
import type { Refusal as Refused } from '../../../kernel/refusal.ts';
import { addMinutes } from '../../../kernel/time.ts';
import { useClient, useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Grid, Page, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Empty, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { refusalOf } from '../../../kit/port.ts';
import { when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { RoundRow } from '../views.ts';
import { Board, RoundMap } from './board.tsx';
import { MovePanel } from './move-panel.tsx';
import { type Held, handsOf, heldFrom, inputOf, isChanged, priced } from './moving.ts';
import { News, WhyNot } from './news.tsx';
import { words } from './words.ts';
import './dispatch.css';

const ROLES = ['supply', 'desk', 'officer', 'grid'];
/** How long a stop is shown as just put in. */
const FRESH = 10;

/** The dispatcher's page: the plans that stand, the board by person, what was left out and why, what changed. */
export default function DispatchPage() {
  const t = useWords(words);
  const client = useClient();
  const place = usePlaceName();
  const { grants } = useSession();
  const area = grants.find((grant) => ROLES.includes(grant.role))?.area;
  const plans = useRows<RoundRow>('rounds.rounds', {
    where: { status: ['proposed', 'running'] },
    order: '-proposedAt',
    limit: 20,
  });
  const [chosen, setChosen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refused>();
  const [lost, setLost] = useState(0);
  const row = plans.rows.find(({ id }) => id === chosen) ?? plans.rows[0];
  const propose = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const made = await client.post<{ id: string; lost: unknown[] }>('/api/rounds/propose', { area });
      setChosen(made.id);
      setLost(made.lost.length);
      plans.again();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setBusy(false);
  };
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        area && (
          <Button look={row ? 'plain' : 'main'} icon="route" busy={busy} onClick={() => void propose()}>
            {t('plan')}
          </Button>
        )
      }
    >
      <Stack>
        {busy && <p role="status">{t('planning')}</p>}
        <Refusal refusal={refusal} />
        {lost > 0 && <Banner tone="warn">{lost === 1 ? t('lostOne') : t('lost', { n: lost })}</Banner>}
        {plans.loading ? (
          <Waiting />
        ) : plans.refusal ? (
          <Refusal refusal={plans.refusal} onAgain={plans.again} />
        ) : !row ? (
          <Empty title={t('none')} icon="route">
            {t('noneLead')}
          </Empty>
        ) : (
          <>
            {plans.rows.length > 1 && (
              <Segments
                label={t('plans')}
                value={row.id}
                onChange={setChosen}
                choices={plans.rows.map((each) => ({
                  value: each.id,
                  label: `${place(each.area)} ${when(each.proposedAt, 'time')} ${t(each.status === 'running' ? 'running' : 'proposed')}`,
                }))}
              />
            )}
            <PlanCards key={row.id} row={row} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function PlanCards({ row }: { row: RoundRow }) {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const accept = useCommand('rounds.AcceptRounds');
  const replan = useCommand('rounds.ReplanRounds');
  const discard = useCommand('rounds.DiscardRounds');
  const mover = useCommand('rounds.MoveStop');
  const [held, setHeld] = useState<Held>();
  const holding = held && !row.begun[held.visit] ? held : undefined;
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (holding) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [holding]);
  const confirm = () => {
    if (!holding) return;
    const was = heldFrom(row, holding.visit);
    if ((was.to === holding.to && was.at === holding.at) || !isChanged(priced(row, holding, now))) return;
    void mover.run(inputOf(row, holding)).then((outcome) => outcome.ok && setHeld(undefined));
  };
  const doorOf = (visit: string) => {
    const task = row.sheet.tasks.find((each) => each.visit === visit);
    return task ? `${place(task.household, { under: 'door' })} ${t(`kind.${task.kind}`)}` : visit;
  };
  const open = row.sheet.tasks.filter(({ visit }) => !row.begun[visit]);
  const fresh = new Set(
    row.notes.flatMap(({ type, at, visit }) =>
      type === 'rounds.StopInserted' && visit && at > addMinutes(now, -FRESH) ? [visit] : [],
    ),
  );
  const running = row.status === 'running';
  return (
    <>
      {!row.sheet.streets && <Banner tone="info">{t('straight')}</Banner>}
      <Grid min={9}>
        <Stat label={t('onRounds')} value={open.length - row.left.length} />
        <Stat label={t('doneSoFar')} value={Object.values(row.begun).filter(({ what }) => what === 'done').length} />
        <Stat label={t('hours')} value={Math.round(row.cost * 10) / 10} />
        <Stat label={t('left')} value={row.left.length} tone={row.left.length > 0 ? 'warn' : undefined} />
        <Stat label={t('late')} value={row.late.filter((visit) => !row.begun[visit]).length} />
      </Grid>
      <Row>
        {!running && (
          <Button look="main" icon="check" busy={accept.busy} onClick={() => void accept.run({ id: row.id })}>
            {t('accept')}
          </Button>
        )}
        <Button busy={replan.busy} onClick={() => void replan.run({ id: row.id })}>
          {t('replan')}
        </Button>
        <Button busy={discard.busy} onClick={() => void discard.run({ id: row.id, reason: t('discard') })}>
          {t('discard')}
        </Button>
      </Row>
      <Refusal refusal={accept.refusal ?? replan.refusal ?? discard.refusal ?? mover.refusal} />
      {holding && (
        <div ref={panel} className="rounds-panel">
          <MovePanel row={row} held={holding} now={now} busy={mover.busy} onHold={setHeld} onConfirm={confirm} />
        </div>
      )}
      <Card title={t('board')}>
        <p className="small muted">{t('boardHelp')}</p>
        <Board row={row} held={holding} fresh={fresh} onHold={setHeld} onConfirm={confirm} />
      </Card>
      <Grid min={22}>
        <WhyNot
          row={row}
          doorOf={doorOf}
          onTry={(visit) => setHeld({ visit, to: handsOf(row).busy[0]?.id ?? row.sheet.goers[0]?.id ?? null, at: 0 })}
        />
        <Card title={t('news')}>
          <News row={row} />
        </Card>
      </Grid>
      <RoundMap row={row} doorOf={doorOf} onOpen={(visit) => setHeld(heldFrom(row, visit))} />
    </>
  );
}
