import { useState } from 'react';
import { useCommand, useRow, useRows } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Page, Row, Stack } from '../../../kit/page.tsx';
import { Pair, type PairRow } from '../../../kit/pair.tsx';
import { Button, Card, Empty, Refusal, Waiting } from '../../../kit/parts.tsx';
import { day, number, when } from '../../../kit/when.ts';
import { type Key, say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { bits, LEVEL_WORDS, STARTING_SHOWN } from '../model.ts';
import type { PersonRow } from '../views-personal.ts';
import type { SamePersonRow } from '../views-same.ts';
import { words } from './words-same.ts';

/** Fields shown, and which of the engine's fields speak of each. */
const SHOWN = {
  name: ['han', 'latin', 'cross'],
  sex: ['sex'],
  birth: ['birth', 'year'],
  phone: ['phone'],
  household: ['address'],
} as const;

/** Members who may be entered in two households, side by side with score and reasons. */
export default function SamePage() {
  const t = useWords(words);
  const [state, setState] = useState<'open' | 'merged'>('open');
  const rows = useRows<SamePersonRow>('people.samePersons', {
    where: { state },
    order: state === 'open' ? '-best' : '-at',
    limit: 20,
  });
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Stack>
        <Segments
          label={t('title')}
          value={state}
          onChange={(value) => setState(value as 'open')}
          choices={[
            { value: 'open', label: t('review') },
            { value: 'merged', label: t('merged') },
          ]}
        />
        <Refusal refusal={rows.refusal} />
        {rows.loading && <Waiting />}
        {!rows.loading && rows.rows.length === 0 && (
          <Empty icon="check" title={t(state === 'open' ? 'none' : 'noneMerged')} />
        )}
        {rows.rows.map((row) =>
          row.merged ? (
            <Merged key={row.id} row={row} into={row.merged.id} />
          ) : (
            row.similar[0] && <Look key={row.id} row={row} like={row.similar[0]} />
          ),
        )}
      </Stack>
    </Page>
  );
}

function Look({ row, like }: { row: SamePersonRow; like: SamePersonRow['similar'][number] }) {
  const t = useWords(words);
  const place = usePlaceName();
  const newer = useRow<PersonRow>('people.persons', row.id).row;
  const older = useRow<PersonRow>('people.persons', like.id).row;
  const merge = useCommand('people.MergeMember');
  const two = useCommand('people.DistinguishMembers');
  const cell = (person: PersonRow | null, field: keyof typeof SHOWN) =>
    person &&
    (field === 'household'
      ? place(person.household)
      : field === 'birth'
        ? day(person.birth ?? undefined, 'full')
        : field === 'sex'
          ? t(person.sex as Key<typeof words>)
          : person[field]);
  const about = { path: row.area, person: row.id };
  const rows = (Object.keys(SHOWN) as (keyof typeof SHOWN)[]).map((field): PairRow => {
    const said = like.said.find((each) => (SHOWN[field] as readonly string[]).includes(each.field));
    const tone = said && said.weight >= 1 ? 'good' : said && said.weight <= -1 ? 'bad' : 'plain';
    return {
      label: t(field),
      left: cell(newer, field),
      right: cell(older, field),
      ...(said ? { said: { text: `${say(LEVEL_WORDS[said.level] ?? said.level)} ${bits(said.weight)}`, tone } } : {}),
    };
  });
  return (
    <Pair
      title={newer?.name ?? row.id}
      score={t('score', { n: number(like.weight), least: STARTING_SHOWN.review })}
      heads={[t('newer'), t('older')]}
      rows={rows}
      refusal={merge.refusal ?? two.refusal}
      actions={
        <>
          <Button busy={two.busy} onClick={() => void two.run({ ...about, other: like.id })}>
            {t('notSame')}
          </Button>
          <Button look="main" busy={merge.busy} onClick={() => void merge.run({ ...about, into: like.id })}>
            {t('same')}
          </Button>
        </>
      }
    />
  );
}

function Merged({ row, into }: { row: SamePersonRow; into: string }) {
  const t = useWords(words);
  const undo = useCommand('people.UnmergeMember');
  const place = usePlaceName();
  // a member's number begins with the path of the home it was entered in
  const home = (member: string): string => place(member.slice(0, member.lastIndexOf('.')));
  return (
    <Card title={when(row.at)}>
      <Row between>
        <span>{t('isOne', { id: home(row.id), into: home(into) })}</span>
        <Button
          size="small"
          busy={undo.busy}
          onClick={() => void undo.run({ path: row.area, person: row.id, reason: t('undone') })}
        >
          {t('undo')}
        </Button>
      </Row>
      <Refusal refusal={undo.refusal} />
    </Card>
  );
}
