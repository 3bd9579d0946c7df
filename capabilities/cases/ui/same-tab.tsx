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
import type { DuplicateRow } from '../merging.ts';
import { bits, FIELD_WORDS, LEVEL_WORDS, STARTING_SHOWN } from '../model-merge.ts';
import type { CaseRow } from '../views.ts';
import { classOf } from './case-drawer.tsx';
import { words } from './words.ts';

const wordsSame = {
  en: {
    review: 'To look at',
    decided: 'Decided',
    none: 'No two cases look like one person.',
    noneDecided: 'Nothing was decided yet.',
    score: 'score {{n}} (shown from {{least}})',
    newer: 'Newer: {{id}}',
    older: 'Reported before: {{id}}',
    same: 'Same person',
    sameOther: 'Same person, keep the newer',
    notSame: 'Not the same',
    undo: 'Undo',
    undone: 'Looked at again',
    merged: '{{id}} is the same person as {{into}}',
    dismissed: '{{id}} and {{other}} are two people',
    keep: 'What the case that stays lacks is taken over; nothing is lost, and an undo gives all back.',
    name: 'Name',
    sex: 'Sex',
    age: 'Age',
    birth: 'Date of birth',
    phone: 'Telephone',
    address: 'Address',
    onset: 'Onset',
    reportedOn: 'Reported',
    area: 'Area',
    hospital: 'Hospital',
    classification: 'Classification',
  },
  zh: {
    review: '待判断',
    decided: '已判断',
    none: '没有疑似同一人的病例。',
    noneDecided: '尚无判断记录。',
    score: '得分 {{n}}（{{least}} 起提示）',
    newer: '新报告：{{id}}',
    older: '已有：{{id}}',
    same: '同一人',
    sameOther: '同一人，保留新报告',
    notSame: '不是同一人',
    undo: '撤销',
    undone: '重新判断',
    merged: '{{id}} 与 {{into}} 为同一人',
    dismissed: '{{id}} 与 {{other}} 不是同一人',
    keep: '保留的病例缺少的信息由另一份补上；不丢失任何内容，撤销即全部恢复。',
    name: '姓名',
    sex: '性别',
    age: '年龄',
    birth: '出生日期',
    phone: '电话',
    address: '住址',
    onset: '发病',
    reportedOn: '报告',
    area: '地区',
    hospital: '医院',
    classification: '分类',
  },
};

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

function Look({
  row,
  like,
  onOpen,
}: {
  row: DuplicateRow;
  like: DuplicateRow['similar'][number];
  onOpen(id: string): void;
}) {
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
      score={t('score', { n: number(like.weight), least: STARTING_SHOWN.review })}
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
function useFields(id: string, other: string, like: Partial<DuplicateRow['similar'][number]>): PairRow[] {
  const t = useWords(wordsSame);
  const place = usePlaceName();
  const caseWords = useWords(words);
  const newer = useRow<CaseRow>('cases.cases', id).row;
  const older = useRow<CaseRow>('cases.cases', other).row;
  const cell = (row: CaseRow | null, field: keyof typeof SHOWN): ReactNode => {
    if (!row) return undefined;
    if (field === 'onset' || field === 'reportedOn' || field === 'birth') return day(row[field], 'full');
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
