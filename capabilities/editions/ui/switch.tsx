import { useState } from 'react';
import { dayOf } from '../../../kernel/time.ts';
import { useCommand, useGet, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { Grid, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { AreaPick } from '../../places/ui/index.ts';
import type { ChangeLine, EditionLine, ValueLine } from '../library.ts';
import { activateEdition } from '../model.ts';
import type { InForceRow } from '../views.ts';
import { Agreements } from './agreements.tsx';
import { useRuleNames } from './rule-names.ts';
import { SignOffs } from './sign-offs.tsx';
import { words } from './words.ts';

interface Diff {
  changes: ChangeLine[];
}
interface Preview {
  releasedToday: string[];
  orders: {
    kept: string[];
    shortened: unknown[];
    lifted: string[];
    testsFallen: number;
    bedsFreed: number;
    daysFreed: number;
  };
  zones: { shortened: unknown[]; lifted: string[]; householdsFreed: number };
}

/** Choose an edition; see what it would do to every open order; read the differences; sign; then activate. */
export default function Switch() {
  const t = useWords(words);
  const now = useNow();
  const { account, zone } = useSession();
  const [chosen, setChosen] = useState<string>();
  const library = useGet<EditionLine[]>('/api/editions/library');
  const inForce = useRows<InForceRow>('editions.inForce');
  const activate = useCommand('editions.ActivateEdition');
  const edition = library.data?.find((each) => each.id === chosen);
  const area = account?.grants.find((grant) => grant.role === 'hq')?.area ?? account?.grants[0]?.area ?? 'cn';
  const current = inForce.rows.find((row) => row.disease === edition?.disease);
  if (library.refusal) return <Refusal refusal={library.refusal} />;
  if (library.loading) return <Waiting />;
  return (
    <Stack>
      <label className="filter">
        <span>{t('choose')}</span>
        <select
          style={{ width: '100%', maxWidth: 'none' }}
          value={chosen ?? ''}
          onChange={(event) => setChosen(event.target.value || undefined)}
        >
          <option value="">–</option>
          {library.data?.map((each) => (
            <option key={each.id} value={each.id}>
              {say(each.title)} ({day(each.effectiveFrom, 'full')} –{' '}
              {each.effectiveTo ? day(each.effectiveTo, 'full') : ''})
            </option>
          ))}
        </select>
      </label>
      {edition && (
        <>
          <WhatItDoes disease={edition.disease} edition={edition.id} area={area} />
          {current?.edition && current.edition !== edition.id && (
            <Differences before={current.edition} after={edition.id} />
          )}
          <SignOffs edition={edition.id} area={area} />
          <Agreements edition={edition} area={area} />
          <Card title={t('activate')}>
            <Form
              key={edition.id}
              schema={activateEdition}
              command={activate}
              submit={{ en: 'Activate this edition', zh: '启用该方案' }}
              initial={{
                disease: edition.disease,
                edition: edition.id,
                area,
                from: dayOf(now, zone ?? 'Asia/Shanghai'),
              }}
              only={['area', 'from', 'outOfDateReason']}
              onDone={() =>
                toast({ en: 'Activated. Every open order is judged again.', zh: '已启用，逐一重新审视在执行的命令。' })
              }
              fields={{
                area: { label: { en: 'Area', zh: '区域' }, half: true, pick: AreaPick },
                from: { label: { en: 'From day', zh: '自' }, as: 'day', half: true },
                outOfDateReason: {
                  label: { en: 'Why, if the edition is outside its own dates', zh: '若超出方案施行期，说明理由' },
                  hint: { en: 'Listed publicly', zh: '将公开列出' },
                },
              }}
            />
          </Card>
        </>
      )}
    </Stack>
  );
}

function WhatItDoes({ disease, edition, area }: { disease: string; edition: string; area: string }) {
  const t = useWords(words);
  const query = new URLSearchParams({ disease, edition, area });
  const { data, loading, refusal, again } = useGet<Preview>(`/api/oversight/switch-preview?${query}`, 'stays.orders');
  if (refusal) return <Refusal refusal={refusal} onAgain={again} />;
  if (loading || !data) return <Waiting rows={3} />;
  return (
    <Card title={t('preview')} track="life">
      <Grid min={9}>
        <Stat
          label={t('released')}
          value={data.releasedToday.length}
          tone={data.releasedToday.length ? 'good' : undefined}
        />
        <Stat label={t('shortened')} value={data.orders.shortened.length} />
        <Stat label={t('kept')} value={data.orders.kept.length} />
        <Stat label={t('tests')} value={data.orders.testsFallen} />
        <Stat label={t('beds')} value={data.orders.bedsFreed} />
        <Stat label={t('days')} value={number(data.orders.daysFreed, { maximumFractionDigits: 1 })} />
        <Stat label={t('zonesLifted')} value={data.zones.lifted.length} />
        <Stat label={t('zonesShortened')} value={data.zones.shortened.length} />
        <Stat label={t('freed')} value={data.zones.householdsFreed} />
      </Grid>
      <Banner tone="info">{t('never')}</Banner>
    </Card>
  );
}

/** A value as people read it: words in their language, lists with commas, numbers with their unit. */
const shown = (value: ValueLine | undefined, t: (word: 'yes' | 'no') => string): string => {
  if (!value || value.value === null) return '–';
  if (typeof value.value === 'boolean') return t(value.value ? 'yes' : 'no');
  if (typeof value.value === 'object' && !Array.isArray(value.value)) return say(value.value);
  return `${Array.isArray(value.value) ? value.value.join(', ') : String(value.value)}${value.unit ? ` ${value.unit}` : ''}`;
};

function Differences({ before, after }: { before: string; after: string }) {
  const t = useWords(words);
  const { cited, edition } = useRuleNames();
  const { data, loading, refusal } = useGet<Diff>(`/api/editions/diff?${new URLSearchParams({ before, after })}`);
  if (refusal) return <Refusal refusal={refusal} />;
  if (loading || !data) return <Waiting rows={3} />;
  return (
    <Card title={`${t('diff')}: ${edition(before)} → ${edition(after)}`} flush>
      <Table
        label={t('diff')}
        data={data.changes.map((each) => ({ id: each.key, ...each }))}
        tone={(row) => (row.change === 'stricter' ? 'bad' : row.change === 'looser' ? 'good' : undefined)}
        columns={[
          {
            key: 'names',
            label: t('key'),
            cell: (row) => (
              <>
                {say(row.names)}
                <br />
                <span className="small muted">{row.key}</span>
              </>
            ),
          },
          { key: 'before', label: t('before'), cell: (row) => shown(row.before, t) },
          { key: 'after', label: t('after'), cell: (row) => shown(row.after, t) },
          { key: 'change', label: t('change'), cell: (row) => t(row.change) },
          {
            key: 'clause',
            label: t('clause'),
            minor: true,
            cell: (row) => cited(row.after?.clause ?? row.before?.clause),
          },
        ]}
      />
    </Card>
  );
}
