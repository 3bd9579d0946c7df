import { useCommand, useRow, useRows } from '../../../kit/client.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Empty, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { percent, when } from '../../../kit/when.ts';
import { half, type Key, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { DuplicateRow, QueueRow } from '../../requests/index.ts';
import { urgencyTone, useClasses } from './classes.ts';
import { words } from './words.ts';

/** Likely duplicates side by side. A person decides; nothing is lost either way. */
export function Duplicates({ onOpen }: { onOpen(id: string): void }) {
  const t = useWords(words);
  const pairs = useRows<DuplicateRow>('requests.duplicates', { limit: 20, order: '-best' });
  if (pairs.loading) return <Waiting />;
  if (pairs.refusal) return <Refusal refusal={pairs.refusal} />;
  if (pairs.rows.length === 0) return <Empty icon="check" title={t('noDuplicates')} />;
  return (
    <Stack>
      {pairs.rows.map((pair) => (
        <Pair key={pair.id} pair={pair} onOpen={onOpen} />
      ))}
    </Stack>
  );
}

function Pair({ pair, onOpen }: { pair: DuplicateRow; onOpen(id: string): void }) {
  const t = useWords(words);
  const { nameOf } = useClasses();
  const merge = useCommand('requests.MergeRequest');
  const dismiss = useCommand('requests.DismissDuplicate');
  const other = pair.similar[0];
  if (!other) return null;
  return (
    <Card
      title={
        <>
          {nameOf(pair.class)} <Badge tone="warn">{t('alike', { n: percent(other.likeness) })}</Badge>
        </>
      }
    >
      <div className="side-by-side">
        <Side id={other.id} label={t('older')} onOpen={onOpen} />
        <Side id={pair.id} label={t('newer')} onOpen={onOpen} />
      </div>
      <Row end>
        <Button busy={dismiss.busy} onClick={() => void dismiss.run({ id: pair.id, other: other.id })}>
          {t('dismiss')}
        </Button>
        <Button busy={merge.busy} onClick={() => void merge.run({ id: other.id, into: pair.id })}>
          {t('mergeOther')}
        </Button>
        <Button look="main" busy={merge.busy} onClick={() => void merge.run({ id: pair.id, into: other.id })}>
          {t('merge')}
        </Button>
      </Row>
      <Refusal refusal={merge.refusal ?? dismiss.refusal} />
    </Card>
  );
}

function Side({ id, label, onOpen }: { id: string; label: string; onOpen(id: string): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { row, loading, refusal } = useRow<QueueRow>('requests.queue', id);
  if (loading) return <Waiting />;
  if (!row) return <Refusal refusal={refusal} />;
  return (
    <Stack gap="tight">
      <Row between>
        <strong>{label}</strong>
        <Status tone={urgencyTone[row.urgency]}>{t(`urgency.${row.urgency}`)}</Status>
      </Row>
      <p>{row.description}</p>
      <Facts
        items={[
          [t('caller'), row.caller],
          [t('place'), row.address ?? place(row.place)],
          [t('taken'), `${when(row.takenAt)} · ${t(`channel.${row.channel}` as Key<typeof words>)}`],
          [t('owner'), half(row.orgName)],
          [t('state'), t(`state.${row.state}`)],
        ]}
      />
      <Button size="small" look="quiet" onClick={() => onOpen(id)}>
        {id}
      </Button>
    </Stack>
  );
}
