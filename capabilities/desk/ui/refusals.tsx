import { useState } from 'react';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { ago } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { RefusalRow } from '../../requests/index.ts';
import { reviewCareRefusal } from '../../requests/index.ts';
import { RefusalForm } from './actions.tsx';
import { words } from './words-refusals.ts';

/** Refusals of care: each by name and reason, each reviewed by somebody independent. */
export function Refusals({ onOpen }: { onOpen(request: string): void }) {
  const t = useWords(words);
  const now = useNow();
  const { area, can } = useSession();
  const rows = useRows<RefusalRow>('requests.refusals', { order: '-at' });
  const review = useCommand('requests.ReviewCareRefusal');
  const [recording, setRecording] = useState(false);
  const [reviewing, setReviewing] = useState<RefusalRow>();
  return (
    <Stack>
      <Row end>
        <Button look="bad" icon="plus" onClick={() => setRecording(true)}>
          {t('recordRefusal')}
        </Button>
      </Row>
      <Table
        label={t('refusals')}
        data={rows}
        empty={t('noRefusals')}
        tone={(row) => (row.reviewed ? undefined : 'bad')}
        onOpen={(row) => (row.request ? onOpen(row.request) : setReviewing(row))}
        columns={[
          { key: 'at', label: t('at'), cell: (row) => ago(row.at, now) },
          { key: 'hospital', label: t('hospital'), cell: (row) => row.hospital },
          { key: 'by', label: t('by'), cell: (row) => row.by },
          { key: 'reason', label: t('reason'), cell: (row) => row.reason },
          {
            key: 'finding',
            label: t('finding'),
            cell: (row) => (
              <Status tone={row.reviewed ? 'good' : 'bad'}>
                {row.finding ? t(row.finding as 'justified') : t('open_refusal')}
              </Status>
            ),
          },
          {
            key: 'review',
            label: t('act'),
            cell: (row) =>
              !row.reviewed &&
              can('officer', 'reviewer', 'overseer', 'hq') && (
                <Button size="small" onClick={() => setReviewing(row)}>
                  {t('review')}
                </Button>
              ),
          },
        ]}
      />
      <Dialog open={recording} title={t('recordRefusal')} onClose={() => setRecording(false)}>
        <RefusalForm place={area} onDone={() => setRecording(false)} />
      </Dialog>
      <Dialog
        open={reviewing !== undefined}
        title={`${t('review')} ${reviewing?.hospital ?? ''}`}
        onClose={() => setReviewing(undefined)}
      >
        <Form
          schema={reviewCareRefusal}
          command={review}
          submit={t('review')}
          initial={{ id: reviewing?.id }}
          only={['finding', 'note', 'treatedAt']}
          onDone={() => {
            toast(t('done'));
            setReviewing(undefined);
          }}
          fields={{
            finding: { label: t('finding'), options: { justified: t('justified'), unjustified: t('unjustified') } },
            note: { label: t('reason'), as: 'long' },
            treatedAt: { label: t('treatedAt') },
          }}
        />
      </Dialog>
    </Stack>
  );
}
