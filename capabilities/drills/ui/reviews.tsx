import { useState } from 'react';
import { useRows } from '../../../kit/client.tsx';
import { Drawer } from '../../../kit/dialog.tsx';
import { Badge, Empty, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { DrillRow } from '../model.ts';
import { ScoreSheet } from './score-sheet.tsx';
import { words } from './words.ts';

/** Drills that were taken over, each with its score sheet. */
export function Reviews() {
  const t = useWords(words);
  const [order, setOrder] = useState('-on');
  const [openId, setOpenId] = useState<string>();
  const rows = useRows<DrillRow>('drills.drills', { order });
  const open = rows.rows.find(({ id }) => id === openId);
  return (
    <>
      <Table
        label={t('reviews')}
        data={rows}
        order={order}
        onOrder={setOrder}
        onOpen={({ id }) => setOpenId(id)}
        chosen={openId}
        tone={(row) => (row.open > 0 ? 'warn' : 'good')}
        empty={
          <Empty title={t('noReviews')} icon="clock">
            {t('noReviewsLead')}
          </Empty>
        }
        columns={[
          { key: 'names', label: t('drill'), cell: (row) => <strong>{say(row.names)}</strong> },
          { key: 'on', label: t('when'), sort: true, cell: (row) => day(row.on, 'full') },
          { key: 'stage', label: t('state'), cell: (row) => <Status>{t(`stage.${row.stage}`)}</Status> },
          {
            key: 'open',
            label: t('open'),
            sort: true,
            right: true,
            cell: (row) => <Badge tone={row.open > 0 ? 'warn' : 'good'}>{`${row.open} / ${row.findings}`}</Badge>,
          },
          { key: 'endedAt', label: t('closedAt'), minor: true, cell: (row) => when(row.endedAt) },
        ]}
      />
      {open && (
        <Drawer title={say(open.names)} open onClose={() => setOpenId(undefined)} size="large">
          <ScoreSheet lines={open.sheet} />
        </Drawer>
      )}
    </>
  );
}
