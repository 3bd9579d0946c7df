import { useState } from 'react';
import { useCommand, useGet, useSession } from '../../../kit/client.tsx';
import { Row } from '../../../kit/page.tsx';
import { Banner, Button, Card, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { say, useWords } from '../../../kit/words.ts';
import type { UnsourcedLine } from '../library.ts';
import { useRuleNames } from './rule-names.ts';
import { words } from './words.ts';

const text = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'en' in value
    ? say(value as { en: string; zh: string })
    : JSON.stringify(value);

/** Values without a full source, and who answers for each by name. */
export function SignOffs({ edition, area }: { edition: string; area: string }) {
  const t = useWords(words);
  const { cited, edition: editionName } = useRuleNames();
  const { can } = useSession();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const sign = useCommand('editions.SignOffValues');
  const { data, loading, refusal, again } = useGet<UnsourcedLine[]>(
    `/api/editions/unsourced?${new URLSearchParams({ edition, area })}`,
    'editions.signOffs',
  );
  if (refusal) return <Refusal refusal={refusal} onAgain={again} />;
  if (loading || !data) return <Waiting rows={3} />;
  const rows = data.map((line) => ({ id: `${line.edition}:${line.key}@${line.from}`, ...line }));
  const open = rows.filter((row) => row.signedBy === null);
  const send = async () => {
    const chosen = open.filter((row) => ticked.has(row.id));
    for (const stated of new Set(chosen.map((row) => row.edition))) {
      const outcome = await sign.run({
        edition: stated,
        area,
        reason,
        values: chosen.filter((row) => row.edition === stated).map(({ key, from }) => ({ key, from })),
      });
      if (!outcome.ok) return;
    }
    setTicked(new Set());
    again();
  };
  return (
    <Card title={t('sign')}>
      {open.length === 0 ? (
        <Banner tone="good">{t('allSigned')}</Banner>
      ) : (
        <Banner tone="warn">{t('signLead', { count: open.length })}</Banner>
      )}
      <Table
        label={t('sign')}
        data={rows}
        ticked={ticked}
        onTick={setTicked}
        tone={(row) => (row.signedBy ? 'good' : 'warn')}
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
          { key: 'value', label: t('value'), cell: (row) => text(row.value).slice(0, 120) },
          { key: 'confidence', label: t('mark'), cell: (row) => row.confidence, minor: true },
          {
            key: 'clause',
            label: t('clause'),
            cell: (row) => `${editionName(row.edition)}: ${cited(row.clause)}`,
            minor: true,
          },
          {
            key: 'signedBy',
            label: t('signed'),
            cell: (row) => <Status tone={row.signedBy ? 'good' : 'warn'}>{row.signedBy ?? t('unsigned')}</Status>,
          },
        ]}
      />
      {can('hq', 'officer', 'investigator') && open.length > 0 && (
        <Row>
          <label className="filter">
            <span>{t('source')}</span>
            <input value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
          <Button
            look="main"
            busy={sign.busy}
            disabled={ticked.size === 0 || reason.trim().length < 4}
            onClick={() => void send()}
          >
            {t('signChosen', { count: ticked.size })}
          </Button>
        </Row>
      )}
      <Refusal refusal={sign.refusal} />
    </Card>
  );
}
