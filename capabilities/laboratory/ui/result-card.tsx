import { type ReactNode, useState } from 'react';
import { useCommand } from '../../../kit/client.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button, Card, Refusal, Status } from '../../../kit/parts.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { STARTING_SHOWN, whyLike } from '../../cases/index.ts';
import { CasePick } from '../../cases/ui/index.tsx';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { ResultRow } from '../views.ts';
import { TONES } from './tones.ts';
import { words } from './words.ts';

/** One result: what the laboratory wrote, the cases it may be of with score and reasons, and the decision. */
export function ResultCard({ row, onOpen }: { row: ResultRow; onOpen(id: string): void }) {
  const t = useWords(words);
  const { disease } = useRuleNames();
  const said = [
    row.sex && t(row.sex),
    row.birth ? t('born', { day: day(row.birth, 'full') }) : row.age !== undefined && t('aged', { age: row.age }),
    row.phone,
    row.address,
  ].filter(Boolean);
  return (
    <Card
      title={
        <>
          {row.name} <Status tone={TONES[row.result]}>{t(row.result)}</Status>
        </>
      }
    >
      <Stack>
        <p>
          {[disease(row.disease), t('sampled', { day: day(row.sampledOn, 'full') }), row.laboratory, row.method, row.id]
            .filter(Boolean)
            .join(' · ')}
          <br />
          <span className="muted">{said.join(' · ')}</span>
        </p>
        {row.reason && <p className="muted">{t('wasBack', { reason: row.reason })}</p>}
        {row.case ? <Filed row={row} onOpen={onOpen} /> : <Decide row={row} onOpen={onOpen} />}
      </Stack>
    </Card>
  );
}

function Decide({ row, onOpen }: { row: ResultRow; onOpen(id: string): void }) {
  const t = useWords(words);
  const file = useCommand('laboratory.FileResult');
  const [other, setOther] = useState<string>();
  const line = (key: string, said: ReactNode, id: string) => (
    <Row key={key} between>
      <span>
        <Button size="small" look="quiet" onClick={() => onOpen(id)}>
          {id}
        </Button>{' '}
        {said}
      </span>
      <Button look="main" size="small" busy={file.busy} onClick={() => void file.run({ id: row.id, case: id })}>
        {t('fileWith', { id })}
      </Button>
    </Row>
  );
  return (
    <>
      {row.candidates.length === 0 && <p>{t('unknown')}</p>}
      {row.candidates.map((each) =>
        line(
          each.id,
          <>
            {t('score', { n: number(each.weight), sure: STARTING_SHOWN.sure })}
            <br />
            <span className="muted small">{say(whyLike(each.said))}</span>
          </>,
          each.id,
        ),
      )}
      <Row end>
        <CasePick label={t('choose')} value={other} onChange={setOther} disease={row.disease} />
        <Button disabled={!other} busy={file.busy} onClick={() => other && void file.run({ id: row.id, case: other })}>
          {t('file')}
        </Button>
      </Row>
      <Refusal refusal={file.refusal} />
    </>
  );
}

function Filed({ row, onOpen }: { row: ResultRow; onOpen(id: string): void }) {
  const t = useWords(words);
  const back = useCommand('laboratory.TakeBackResult');
  const [reason, setReason] = useState('');
  const id = row.case as string;
  return (
    <>
      <p>
        {row.by === 'likeness' ? t('byItself', { id, n: number(row.weight) }) : t('byPerson', { id })}{' '}
        <Button size="small" look="quiet" onClick={() => onOpen(id)}>
          {t('look')}
        </Button>
      </p>
      <Row end>
        <label className="field">
          <span>{t('backReason')}</span>
          <input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
        <Button
          disabled={!reason.trim()}
          busy={back.busy}
          onClick={() => void back.run({ id: row.id, reason: reason.trim() })}
        >
          {t('takeBack')}
        </Button>
      </Row>
      <Refusal refusal={back.refusal} />
    </>
  );
}
