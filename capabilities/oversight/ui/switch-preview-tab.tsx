import { useState } from 'react';
import { useGet, useRows, useSession } from '../../../kit/client.tsx';
import { Grid, Stack } from '../../../kit/page.tsx';
import { Card, Empty, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { InForceRow } from '../../editions/index.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { OrderRow } from '../../stays/index.ts';
import type { SwitchPreview } from '../switch-preview.ts';
import type { IntegrityRow } from '../views.ts';
import { words } from './words.ts';

type Answer = SwitchPreview & { released: OrderRow[]; anchor: IntegrityRow | null };

/** Who would go home today under another edition, before anybody decides. */
export function SwitchPreviewTab() {
  const t = useWords(words);
  const { area } = useSession();
  const inForce = useRows<InForceRow>('editions.inForce', { limit: 50 });
  const library = useGet<{ id: string; disease: string }[]>('/api/editions/library');
  const name = useRuleNames();
  const [disease, setDisease] = useState('');
  const [edition, setEdition] = useState('');
  const preview = useGet<Answer>(
    disease && edition
      ? `/api/oversight/switch-preview?${new URLSearchParams({ disease, edition, ...(area ? { area } : {}) })}`
      : undefined,
    'stays.orders',
  );
  const diseases = [...new Set(inForce.rows.map((row) => row.disease))];
  const editions = (library.data ?? []).filter((each) => each.disease === disease).map((each) => each.id);
  return (
    <Stack>
      <p className="muted">{t('previewLead')}</p>
      <div className="filters">
        <label className="filter">
          <span>{t('disease')}</span>
          <select
            value={disease}
            onChange={(event) => {
              setDisease(event.target.value);
              setEdition('');
            }}
          >
            <option value="" />
            {diseases.map((id) => (
              <option key={id} value={id}>
                {name.disease(id)}
              </option>
            ))}
          </select>
        </label>
        <label className="filter">
          <span>{t('chooseEdition')}</span>
          <select value={edition} onChange={(event) => setEdition(event.target.value)}>
            <option value="" />
            {editions.map((id) => (
              <option key={id} value={id}>
                {name.edition(id)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {preview.loading ? (
        <Waiting />
      ) : preview.data ? (
        <Preview answer={preview.data} />
      ) : preview.refusal ? (
        <Refusal refusal={preview.refusal} />
      ) : (
        <Empty title={t('noPreview')} />
      )}
    </Stack>
  );
}

function Preview({ answer }: { answer: Answer }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { personClass } = useRuleNames();
  const { orders, zones } = answer;
  return (
    <Stack>
      <p>{t('onDay', { day: day(answer.day, 'full') })}</p>
      <Grid min={11}>
        <Stat label={t('released')} value={answer.releasedToday.length} track="life" />
        <Stat label={t('shortened')} value={orders.shortened.length} track="life" />
        <Stat label={t('kept')} value={orders.kept.length} track="control" />
        <Stat label={t('testsFallen')} value={orders.testsFallen} />
        <Stat label={t('bedsFreed')} value={orders.bedsFreed} />
        <Stat label={t('daysFreed')} value={orders.daysFreed} />
        <Stat label={t('zonesLifted')} value={zones.lifted.length} track="life" />
        <Stat label={t('zonesShortened')} value={zones.shortened.length} />
        <Stat label={t('householdsFreed')} value={zones.householdsFreed} />
      </Grid>
      <Card flush title={t('released')}>
        <Table
          label={t('released')}
          data={answer.released}
          columns={[
            { key: 'household', label: t('household'), cell: (row) => place(row.household) },
            { key: 'id', label: t('order'), cell: (row) => personClass(row.class) },
            { key: 'endsAt', label: t('ends'), cell: (row) => when(row.endsAt) },
          ]}
        />
      </Card>
      {answer.anchor?.anchor && (
        <p className="small muted">
          {t('latestAnchor')}:{' '}
          <code>
            {answer.anchor.anchor.day} {answer.anchor.anchor.hash}
          </code>
        </p>
      )}
    </Stack>
  );
}
