import { lazy, Suspense, useState } from 'react';
import { useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Empty, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { SmallChart } from '../../../kit/small-chart.tsx';
import { day, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ChannelRow, SeriesRow } from '../../signals/index.ts';
import { kindName, useSubjectName } from '../../signals/ui/index.ts';
import { type Key, words } from './words.ts';

const Forms = lazy(() => import('./channel-forms.tsx'));
/** Steps and series in the drawer's small pictures. */
const STEPS = 28;
const SERIES = 24;

type Act = 'hand' | 'file' | 'suspend' | 'again';

/** One channel: what it is to send, what came lately, and ways to enter, upload and suspend. */
export function ChannelDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const subject = useSubjectName();
  const { can } = useSession();
  const { row, loading, refusal } = useRow<ChannelRow>('signals.channels', id);
  const series = useRows<SeriesRow>('signals.series', { where: { channel: id }, limit: SERIES });
  const [act, setAct] = useState<Act>();
  if (!row)
    return (
      <Drawer open title={t('channel')} onClose={onClose}>
        {loading ? <Waiting /> : <Refusal refusal={refusal} />}
      </Drawer>
    );
  const works = can('investigator', 'officer', 'admin', 'grid');
  const acts: Act[] = row.status === 'suspended' ? ['again'] : ['hand', 'file', 'suspend'];
  const label = { hand: t('byHand'), file: t('byFile'), suspend: t('suspend'), again: t('again') };
  return (
    <Drawer open size="large" title={say(row.names)} onClose={onClose}>
      <Stack>
        <Row>
          <Status tone={row.status === 'active' ? 'good' : row.status === 'silent' ? 'bad' : 'warn'}>
            {row.silentSince ? t('since', { at: when(row.silentSince) }) : t(row.status)}
          </Status>
          <Badge>{kindName(row.kind)}</Badge>
          {row.subjects.map((each) => (
            <Badge key={each}>{subject(each)}</Badge>
          ))}
        </Row>
        <Facts
          columns={2}
          items={[
            [t('area'), place(row.area)],
            [t('rhythm'), `${t(row.rhythm)} · ${row.weekdays.map((each) => t(`weekday.${each}` as Key)).join(' ')}`],
            [t('lastSeen'), row.lastSeenAt ? when(row.lastSeenAt, 'full') : t('never')],
            [t('expected'), when(row.expectedAt, 'full')],
            [t('sendings'), row.sendings],
            ...(row.suspendedWhy ? [[t('reason'), row.suspendedWhy] as [string, string]] : []),
          ]}
        />
        {works && (
          <Row>
            {acts.map((each) => (
              <Button key={each} look={each === 'hand' ? 'main' : 'plain'} onClick={() => setAct(each)}>
                {label[each]}
              </Button>
            ))}
          </Row>
        )}
        {act && (
          <Card title={label[act]}>
            <Suspense fallback={<Waiting rows={4} />}>
              <Forms
                key={act}
                form={{ act, channel: row, series: series.rows }}
                onDone={(saved) => {
                  setAct(undefined);
                  if (saved) toast(saved === true ? t('saved') : saved);
                }}
              />
            </Suspense>
          </Card>
        )}
        <Card title={t('series')}>
          {series.rows.length === 0 && !series.loading && <Empty title={t('noSeries')} />}
          <div className="channel-series">
            {series.rows.map((each) => (
              <div key={each.id}>
                <strong className="small">{place(each.area)}</strong>{' '}
                <span className="small muted">{subject(each.subject)}</span>
                <SmallChart
                  label={`${place(each.area)} ${subject(each.subject)}`}
                  values={each.values.slice(-STEPS)}
                  to={day(each.last)}
                />
              </div>
            ))}
          </div>
        </Card>
      </Stack>
    </Drawer>
  );
}
