import { useState } from 'react';
import { useNow, useRows } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Empty, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { StockRow } from '../model.ts';
import { AskDialog } from './ask.tsx';
import type { Asked } from './asked.ts';
import { words } from './words.ts';

/** Goods against their target, the largest gap first; what must be turned over next stands out. */
export function Stock() {
  const t = useWords(words);
  const place = usePlaceName();
  const today = useNow().slice(0, 10);
  const rows = useRows<StockRow>('reserves.stocks', { order: '-gap', limit: 200 });
  const [asked, setAsked] = useState<Asked>();
  return (
    <Stack>
      <Card
        flush
        title={t('stock')}
        actions={
          <Button icon="plus" onClick={() => setAsked({ form: 'target' })}>
            {t('setTarget')}
          </Button>
        }
      >
        <Table
          label={t('stock')}
          data={rows}
          empty={<Empty title={t('noStock')} icon="inbox" />}
          tone={(row) => (row.gap > 0 ? 'warn' : row.rotateBy !== null && row.rotateBy <= today ? 'bad' : undefined)}
          columns={[
            {
              key: 'item',
              label: t('item'),
              cell: (row) => (
                <>
                  <strong>{say(row.item)}</strong>
                  <br />
                  <span className="small muted">{place(row.area)}</span>
                </>
              ),
            },
            {
              key: 'held',
              label: t('held'),
              cell: (row) => (
                <div className="reserve-bar">
                  <meter min={0} max={row.target} value={row.held} aria-label={`${row.held} / ${row.target}`} />
                  <span>{`${number(row.held)} / ${number(row.target)} ${say(row.unit)}`}</span>
                </div>
              ),
            },
            {
              key: 'gap',
              label: t('gap'),
              right: true,
              cell: (row) =>
                row.gap > 0 ? <strong>{number(row.gap)}</strong> : <Status tone="good">{t('noGap')}</Status>,
            },
            {
              key: 'rotateBy',
              label: t('next'),
              cell: (row) =>
                row.rotateBy ? (
                  <Status tone={row.rotateBy <= today ? 'bad' : 'plain'}>{day(row.rotateBy, 'full')}</Status>
                ) : (
                  '–'
                ),
            },
            {
              key: 'batches',
              label: t('batches'),
              minor: true,
              cell: (row) => (
                <div className="row">
                  {[...row.batches]
                    .sort((one, other) => (one.expiresOn < other.expiresOn ? -1 : 1))
                    .map(({ batch, quantity, expiresOn }) => (
                      <Badge
                        key={batch}
                      >{`${number(quantity)} · ${t('expires', { day: day(expiresOn, 'full') })}`}</Badge>
                    ))}
                </div>
              ),
            },
            {
              key: 'act',
              label: '',
              cell: (row) => (
                <div className="row end">
                  <Button size="small" onClick={() => setAsked({ form: 'receive', id: row.id })}>
                    {t('receive')}
                  </Button>
                  <Button
                    size="small"
                    disabled={row.held === 0}
                    onClick={() => setAsked({ form: 'issue', id: row.id })}
                  >
                    {t('issue')}
                  </Button>
                </div>
              ),
            },
          ]}
        />
      </Card>
      {asked && <AskDialog asked={asked} onClose={() => setAsked(undefined)} />}
    </Stack>
  );
}
