import { type ReactNode, useState } from 'react';
import { useCommand, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Pair, type PairRow } from '../../../kit/pair.tsx';
import { Button, Card, Empty, Refusal, Waiting } from '../../../kit/parts.tsx';
import { day, number, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Similar } from '../likeness.ts';
import { bits, FIELD_WORDS, LEVEL_WORDS, SAME_PERSON } from '../likeness-words.ts';
import type { CaseRow } from '../views.ts';
import type { DuplicateRow } from '../views-merge.ts';
import { classOf } from './case-drawer.tsx';
import { words } from './words.ts';
import { wordsSame } from './words-same.ts';

/** Fields shown, and which of the engine's fields speak of each. */
const SHOWN = {
  name: ['han', 'latin', 'cross'],
  sex: ['sex'],
  age: ['year'],
  birth: ['birth'],
  phone: ['phone'],
  address: ['address'],
  onset: ['day'],
  reportedOn: [],
  hospital: [],
  area: [],
  classification: [],
} as const;

/** Two reports that may be of one person, side by side with score and reasons; what was decided can be undone. */
export default function SameTab({ onOpen }: { onOpen(id: string): void }) {
  const t = useWords(wordsSame);
  const [which, setWhich] = useState<'review' | 'decided'>('review');
  const rows = useRows<DuplicateRow>('cases.duplicates', {
    where: { state: which === 'review' ? 'open' : ['merged', 'dismissed'] },
    order: which === 'review' ? '-best' : '-at',
    limit: 20,
  });
  return (
    <Stack>
      <Segments
        label={t('review')}
        value={which}
        onChange={(value) => setWhich(value as 'review')}
        choices={[
          { value: 'review', label: t('review') },
          { value: 'decided', label: t('decided') },
        ]}
      />
      <Refusal refusal={rows.refusal} />
      {rows.loading && <Waiting />}
      {!rows.loading && rows.rows.length === 0 && (
        <Empty icon="check" title={t(which === 'review' ? 'none' : 'noneDecided')} />
      )}
      {rows.rows.map((row) =>
        which === 'decided' ? (
          <Decided key={row.id} row={row} />
        ) : (
          row.similar[0] && <Look key={row.id} row={row} like={row.similar[0]} onOpen={onOpen} />
        ),
      )}
    </Stack>
  );
}

function Look({ row, like, onOpen }: { row: DuplicateRow; like: Similar; onOpen(id: string): void }) {
  const t = useWords(wordsSame);
  const { disease } = useRuleNames();
  const { can } = useSession();
  const rows = useFields(row.id, like.id, like);
  const merge = useCommand('cases.MergeCase');
  const dismiss = useCommand('cases.DismissLikeness');
  const head = (id: string, key: 'newer' | 'older'): ReactNode => (
    <Button size="small" look="quiet" onClick={() => onOpen(id)}>
      {t(key, { id })}
    </Button>
  );
  return (
    <Pair
      title={disease(row.disease)}
      score={t('score', { n: number(like.weight), least: SAME_PERSON.review })}
      heads={[head(row.id, 'newer'), head(like.id, 'older')]}
      rows={rows}
      refusal={merge.refusal ?? dismiss.refusal}
      actions={
        can('investigator', 'officer', 'hq', 'trainer') && (
          <>
            <span className="muted small">{t('keep')}</span>
            <Button busy={dismiss.busy} onClick={() => void dismiss.run({ id: row.id, other: like.id })}>
              {t('notSame')}
            </Button>
            <Button busy={merge.busy} onClick={() => void merge.run({ id: like.id, into: row.id, shown: [] })}>
              {t('sameOther')}
            </Button>
            <Button
              look="main"
              busy={merge.busy}
              onClick={() => void merge.run({ id: row.id, into: like.id, shown: [] })}
            >
              {t('same')}
            </Button>
          </>
        )
      }
    />
  );
}

/** The two cases field by field, with what the engine said of each field. */
function useFields(id: string, other: string, like: Partial<Similar>): PairRow[] {
  const t = useWords(wordsSame);
  const place = usePlaceName();
  const caseWords = useWords(words);
  const newer = useRow<CaseRow>('cases.cases', id).row;
  const older = useRow<CaseRow>('cases.cases', other).row;
  const cell = (row: CaseRow | null, field: keyof typeof SHOWN): ReactNode => {
    if (!row) return undefined;
    if (field === 'onset' || field === 'reportedOn') return day(row[field], 'full');
    if (field === 'area') return place(row.area);
    if (field === 'classification') return classOf(caseWords, row);
    if (field === 'sex') return row.sex && caseWords(row.sex);
    return row[field];
  };
  return (Object.keys(SHOWN) as (keyof typeof SHOWN)[]).map((field) => {
    const said = like.said?.find((each) => (SHOWN[field] as readonly string[]).includes(each.field));
    return {
      label: t(field),
      left: cell(newer, field),
      right: cell(older, field),
      ...(said
        ? {
            said: {
              text: `${said.field === 'cross' ? `${say(FIELD_WORDS.cross)}: ` : ''}${say(LEVEL_WORDS[said.level] ?? said.level)} ${bits(said.weight)}`,
              tone: said.weight >= 1 ? ('good' as const) : said.weight <= -1 ? ('bad' as const) : ('plain' as const),
            },
          }
        : {}),
    };
  });
}

/** What was decided on a report: with whom it is one, and with whom not. */
function Decided({ row }: { row: DuplicateRow }) {
  const t = useWords(wordsSame);
  const unmerge = useCommand('cases.UnmergeCase');
  const recall = useCommand('cases.RecallLikeness');
  const line = (key: string, said: string, undo: () => void, busy: boolean) => (
    <Row key={key} between>
      <span>{said}</span>
      <Button size="small" busy={busy} onClick={undo}>
        {t('undo')}
      </Button>
    </Row>
  );
  return (
    <Card title={`${row.id} · ${when(row.at)}`}>
      {row.merged &&
        line(
          'merged',
          t('merged', { id: row.id, into: row.merged.id }),
          () => void unmerge.run({ id: row.id, reason: t('undone') }),
          unmerge.busy,
        )}
      {row.dismissed.map((each) =>
        line(
          each.id,
          t('dismissed', { id: row.id, other: each.id }),
          () => void recall.run({ id: row.id, other: each.id }),
          recall.busy,
        ),
      )}
      <Refusal refusal={unmerge.refusal ?? recall.refusal} />
    </Card>
  );
}
