import type { Similar } from '../../engines/linkage/index.ts';
import type { Row, View } from '../../kernel/capability.ts';
import type { Instant } from '../../kernel/time.ts';
import { syllables } from '../cases/index.ts';
import { maskName, maskPhone } from '../people/index.ts';
import type { LaboratoryEvents, ReceiveResult } from './model.ts';

/** A laboratory's result and the case it is filed with. `review`: likely of somebody, nobody has decided; `unknown`: like nobody. */
export interface ResultRow extends Row, ReceiveResult {
  stage: 'filed' | 'review' | 'unknown';
  candidates: Similar[];
  case: string | null;
  by: 'likeness' | 'person' | null;
  weight: number | null;
  subject: string | null;
  receivedAt: Instant;
  /** Why it was taken back last. */
  reason: string | null;
}

const own = (event: { data: { id: string } }): string => event.data.id;
const waiting = ({ candidates }: Pick<ResultRow, 'candidates'>) => (candidates.length > 0 ? 'review' : 'unknown');

export const results: View<ResultRow> = {
  columns: { stage: 'text', disease: 'text', result: 'text', case: 'text', sampledOn: 'text', receivedAt: 'instant' },
  reads: { investigator: 'area', officer: 'area', hq: 'area', trainer: 'area' },
  search: (row) => [row.id, row.name, row.laboratory, ...syllables(row.name)].join(' ').toLowerCase(),
  order: '-receivedAt',
  subjects: ({ subject }) => (subject ? [subject] : []),
  mask: (row, actor) =>
    actor.role === 'investigator' || actor.role === 'officer'
      ? row
      : {
          ...row,
          name: maskName(row.name),
          phone: row.phone && maskPhone(row.phone),
          birth: undefined,
          address: undefined,
        },
  on: {
    'laboratory.ResultReceived': {
      key: own,
      fold(_row, event): ResultRow {
        const data = event.data as LaboratoryEvents['laboratory.ResultReceived'];
        return {
          ...data,
          stage: waiting(data),
          case: null,
          by: null,
          weight: null,
          subject: null,
          receivedAt: event.happenedAt,
          reason: null,
        };
      },
    },
    'laboratory.ResultFiled': {
      key: own,
      fold: (row, { data }) =>
        row && {
          ...row,
          stage: 'filed',
          case: data.case,
          by: data.by,
          weight: data.weight ?? null,
          subject: data.subject ?? null,
        },
    },
    'laboratory.ResultTakenBack': {
      key: own,
      fold: (row, { data }) =>
        row && { ...row, stage: waiting(row), case: null, by: null, weight: null, subject: null, reason: data.reason },
    },
  },
};
