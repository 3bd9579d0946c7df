import { useOffice } from '../../../kit/office.ts';
import { Badge, Card, Empty, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number, until } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { SituationBoard } from '../board.ts';
import { words } from './words.ts';

interface Shown {
  board: SituationBoard;
}

/** Heat of needs: the darker, the more of a kind wait; late ones are counted apart. */
export function Needs({ board: { needs } }: Shown) {
  const t = useWords(words);
  const top = Math.max(1, ...needs.map((need) => need.open));
  return (
    <Card track="life" title={t('heat')}>
      {needs.length === 0 ? (
        <Empty title={t('noNeeds')} icon="check" />
      ) : (
        <ul className="heat">
          {needs.slice(0, 16).map((need) => {
            const shade = Math.max(1, Math.ceil(Math.sqrt(need.open / top) * 5));
            return (
              <li
                key={need.class}
                className={shade > 3 ? 'dark' : ''}
                style={{ background: `var(--life-shade-${shade})` }}
              >
                <span>{say(need.names)}</span>
                <b>{number(need.open)}</b>
                {need.late > 0 && (
                  <span>
                    {t('lateCount')} {number(need.late)}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

export function Bottlenecks({ board }: Shown) {
  const t = useWords(words);
  const place = usePlaceName();
  const { office } = useOffice();
  const rows = board.bottlenecks.map((each) => ({ ...each, id: `${each.level} ${each.role} ${each.area}` }));
  return (
    <Card flush title={t('bottlenecks')}>
      <Table
        label={t('bottlenecks')}
        data={rows}
        empty={<Empty title={t('noBottlenecks')} icon="check" />}
        columns={[
          {
            key: 'office',
            label: t('office'),
            cell: (row) => (
              <>
                <strong>{office(row.level, row.role)}</strong>
                <br />
                <span className="small muted">{place(row.area)}</span>
              </>
            ),
          },
          { key: 'late', label: t('lateCount'), right: true, cell: (row) => <strong>{number(row.late)}</strong> },
          { key: 'since', label: t('since'), cell: (row) => <Status tone="bad">{until(row.since, board.at)}</Status> },
          {
            key: 'clocks',
            label: t('clocks'),
            cell: (row) =>
              row.clocks.slice(0, 3).map((clock) => (
                <Badge key={clock.id}>
                  {say(clock.name)} {number(clock.late)}
                </Badge>
              )),
          },
        ]}
      />
    </Card>
  );
}

const FAULTS = ['silent', 'care', 'late', 'needs', 'failed'] as const;

export function WeakSpots({ board, onOpen }: Shown & { onOpen(area: string): void }) {
  const t = useWords(words);
  const rows = board.weakSpots.map((spot) => ({ ...spot, id: spot.area }));
  return (
    <Card flush title={t('weak')}>
      <Table
        label={t('weak')}
        data={rows}
        onOpen={(row) => onOpen(row.area)}
        empty={<Empty title={t('noWeak')} icon="check" />}
        tone={(row) => (row.silent + row.care > 0 ? 'bad' : 'warn')}
        columns={[
          { key: 'names', label: t('community'), cell: (row) => <strong>{say(row.names)}</strong> },
          {
            key: 'faults',
            label: '',
            cell: (row) =>
              FAULTS.filter((fault) => row[fault] > 0).map((fault) => (
                <Badge key={fault} tone={fault === 'silent' || fault === 'care' ? 'bad' : 'warn'}>
                  {t(`weak.${fault}`)} {number(row[fault])}
                </Badge>
              )),
          },
        ]}
      />
    </Card>
  );
}

/** Daily close: what was done, handed on, explained; what is none of these stands out. */
export function Clearances({ board }: Shown) {
  const t = useWords(words);
  const place = usePlaceName();
  return (
    <Card flush title={t('clearance')}>
      <Table
        label={t('clearance')}
        data={board.clearances}
        empty={<Empty title={t('noClearance')} icon="clock" />}
        tone={(row) => (row.unexplained > 0 ? 'bad' : 'good')}
        columns={[
          {
            key: 'day',
            label: t('day'),
            cell: (row) => (
              <>
                {day(row.day)}{' '}
                <Status tone={!row.final ? 'info' : row.unexplained > 0 ? 'bad' : 'good'}>
                  {t(row.final ? 'final' : 'interim')}
                </Status>
              </>
            ),
          },
          { key: 'area', label: t('area'), cell: (row) => place(row.area) },
          { key: 'done', label: t('done'), right: true, cell: (row) => number(row.done) },
          { key: 'handedOn', label: t('handedOn'), right: true, cell: (row) => number(row.handedOn) },
          { key: 'explained', label: t('explained'), right: true, cell: (row) => number(row.explained) },
          {
            key: 'unexplained',
            label: t('unexplained'),
            right: true,
            cell: (row) => <strong>{number(row.unexplained)}</strong>,
          },
        ]}
      />
    </Card>
  );
}
