import { useState } from 'react';
import { Link } from 'wouter';
import { useGet } from '../../../kit/client.tsx';
import { Grid, Page, Row, Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Refusal, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { kindName } from '../../signals/ui/index.ts';
import type { Gap, Gaps } from '../coverage.ts';
import { words } from './words.ts';
import './coverage.css';

/** Communities shown until all are asked for. */
const FIRST = 40;
const TONES = { active: 'plain', silent: 'bad', suspended: 'warn' } as const;

/** Where nobody is watching: kinds of source, silent channels, and communities with what they lack. */
export default function GapsPage() {
  const t = useWords(words);
  const { data, loading, refusal, again } = useGet<Gaps>('/api/coverage', 'signals.channels');
  return (
    <Page title={t('gaps')} lead={t('gapsLead')} width="wide">
      <Stack>
        <Refusal refusal={refusal} onAgain={again} />
        {loading && <Waiting rows={6} />}
        {data && (
          <>
            <Grid min={9}>
              {data.covered.map((row) => (
                <Stat
                  key={row.kind}
                  label={kindName(row.kind)}
                  value={row.communities}
                  unit={`/ ${data.communities}`}
                  note={
                    row.channels === 0
                      ? t('noneOf')
                      : row.silent > 0
                        ? t('silentOf', { silent: row.silent, all: row.channels })
                        : t('channelsOf', { all: row.channels })
                  }
                  tone={row.silent > 0 ? 'bad' : row.channels === 0 ? 'warn' : undefined}
                />
              ))}
            </Grid>
            <Silent gaps={data} />
            <Matrix gaps={data} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function Silent({ gaps }: { gaps: Gaps }) {
  const t = useWords(words);
  return (
    <Card
      title={t('silentChannels')}
      flush
      actions={
        <Link href="/signals/channels" className="button plain small">
          <span>{t('toChannels')}</span>
        </Link>
      }
    >
      {gaps.channels.length === 0 ? (
        <Empty title={t('allHeard')} icon="check" />
      ) : (
        <Table
          label={t('silentChannels')}
          data={gaps.channels}
          tone={(row) => (row.status === 'silent' ? 'bad' : undefined)}
          columns={[
            { key: 'names', label: t('channel'), cell: (row) => say(row.names) },
            { key: 'kind', label: t('kind'), cell: (row) => kindName(row.kind), minor: true },
            {
              key: 'status',
              label: t('status'),
              cell: (row) => (
                <Status tone={TONES[row.status]}>{t(row.status === 'active' ? 'waiting' : row.status)}</Status>
              ),
            },
            {
              key: 'lastSeenAt',
              label: t('lastSeen'),
              cell: (row) => (row.lastSeenAt ? when(row.lastSeenAt) : t('never')),
            },
          ]}
        />
      )}
    </Card>
  );
}

/** Communities by kinds of source: a sign for each, and what it means for the ear. */
function Matrix({ gaps }: { gaps: Gaps }) {
  const t = useWords(words);
  const [all, setAll] = useState(false);
  const kinds = gaps.covered.map(({ kind }) => kind);
  const shown = all ? gaps.gaps : gaps.gaps.slice(0, FIRST);
  const cell = (gap: Gap, kind: string) => {
    const is = gap.silent.includes(kind) ? 'silent' : gap.missing.includes(kind) ? 'none' : 'heard';
    return (
      <td key={kind} className={`source is-${is}`}>
        <span aria-hidden="true">{is === 'silent' ? '!' : is === 'none' ? '–' : '✓'}</span>
        <span className="heard">{t(is)}</span>
      </td>
    );
  };
  return (
    <Card title={t('matrix')} flush>
      <p className="matrix-legend small muted">{t('legend')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-frame scroll matrix" tabIndex={0} aria-label={t('matrix')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('community')}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {kindName(kind)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((gap) => (
              <tr key={gap.area}>
                <th scope="row">{say(gap.names)}</th>
                {kinds.map((kind) => cell(gap, kind))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < gaps.gaps.length && (
        <Row end>
          <Button onClick={() => setAll(true)}>{t('more', { n: gaps.gaps.length })}</Button>
        </Row>
      )}
    </Card>
  );
}
