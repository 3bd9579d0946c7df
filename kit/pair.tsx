import type { ReactNode } from 'react';
import type { Refusal as Refused } from '../kernel/refusal.ts';
import { words } from './kit-words.ts';
import { Row } from './page.tsx';
import { Badge, Card, Refusal, type Tone } from './parts.tsx';
import { useWords } from './words.ts';

export interface PairRow {
  label: ReactNode;
  left: ReactNode;
  right: ReactNode;
  /** What this row says about the two, and how it weighs. */
  said?: { text: string; tone: Tone };
}
interface PairProps {
  title: ReactNode;
  /** The whole weight, in words. */
  score?: ReactNode;
  tone?: Tone;
  heads: [ReactNode, ReactNode];
  rows: PairRow[];
  actions: ReactNode;
  refusal?: Refused;
}

/** Two records side by side, row by row, with what each row says for or against their being one; a person decides. */
export function Pair({ title, score, tone = 'warn', heads, rows, actions, refusal }: PairProps) {
  const t = useWords(words);
  return (
    <Card
      title={
        <>
          {title} {score && <Badge tone={tone}>{score}</Badge>}
        </>
      }
    >
      <table className="table pair">
        <thead>
          <tr>
            <th scope="col">{t('pairField')}</th>
            <th scope="col">{heads[0]}</th>
            <th scope="col">{heads[1]}</th>
            <th scope="col">{t('pairSays')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, left, right, said }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, drawn as a whole
            <tr key={n}>
              <th scope="row">{label}</th>
              <td>{left ?? '–'}</td>
              <td>{right ?? '–'}</td>
              <td>{said && <Badge tone={said.tone}>{said.text}</Badge>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Row end>{actions}</Row>
      <Refusal refusal={refusal} />
    </Card>
  );
}
