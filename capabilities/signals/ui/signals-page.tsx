import { useState } from 'react';
import { useRows } from '../../../kit/client.tsx';
import { Drawer } from '../../../kit/dialog.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Grid, Page, Row, Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { Spark } from '../../../kit/spark.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { SeriesRow } from '../series.ts';
import type { WallRow } from '../views-watch.ts';
import { KIND_WORDS } from '../why.ts';
import { SeriesPicture } from './series-picture.tsx';
import { words } from './words.ts';

const LEVELS = ['community', 'street', 'district', 'city'] as const;
/** Cards at once, and steps in each small picture. */
const CARDS = 24;
const STEPS = 28;
/** Surprise from which a card asks for an eye: what chance gives one in a thousand. */
const ODD = 3;

/** The wall: small multiples of every watched area and subject, the most surprising first. */
export default function SignalsPage() {
  const t = useWords(words);
  const place = usePlaceName();
  const { disease } = useRuleNames();
  const [level, setLevel] = useState<string>('community');
  const [open, setOpen] = useState<WallRow>();
  const wall = useRows<WallRow>('signals.wall', { where: { level }, order: '-surprise', limit: CARDS });
  const ids = wall.rows.flatMap((row) => row.parts.slice(0, 1).map(({ series }) => series));
  const series = useRows<SeriesRow>('signals.series', ids.length > 0 ? { ids, limit: CARDS } : undefined);
  const lately = new Map(series.rows.map((row) => [row.id, row.values.slice(-STEPS).map((value) => value ?? 0)]));
  return (
    <Page title={t('wall')} lead={t('wallLead')} width="wide">
      <Stack>
        <Segments
          label={t('level')}
          value={level}
          onChange={setLevel}
          choices={LEVELS.map((value) => ({ value, label: t(value) }))}
        />
        <Refusal refusal={wall.refusal} onAgain={wall.again} />
        {wall.loading && <Waiting rows={6} />}
        {!wall.loading && wall.rows.length === 0 && <Empty title={t('empty')} />}
        <Grid min={17}>
          {wall.rows.map((row) => {
            const values = lately.get(row.parts[0]?.series ?? '') ?? [];
            return (
              <Card
                key={row.id}
                title={`${place(row.area)} · ${disease(row.subject)}`}
                tone={row.surprise >= ODD ? 'bad' : undefined}
              >
                <Stack>
                  {values.length > 1 && <Spark values={values} />}
                  <Status tone={row.surprise >= ODD ? 'bad' : 'good'}>
                    {row.surprise >= 1 ? t('surprise', { n: number(Number(row.surprise.toFixed(1))) }) : t('usual')}
                  </Status>
                  <span>
                    {row.parts.slice(0, 3).map((part) => (
                      <span key={part.series}>
                        {KIND_WORDS[part.kind] ? say(KIND_WORDS[part.kind] as { en: string; zh: string }) : part.kind}{' '}
                        {number(part.observed)} / {number(Number(part.expected.toFixed(1)))}
                        {'  '}
                      </span>
                    ))}
                  </span>
                  <Row between>
                    <span>{row.raisedOn ? t('raised', { day: day(row.raisedOn) }) : ''}</span>
                    <Button size="small" onClick={() => setOpen(row)}>
                      {t('look')}
                    </Button>
                  </Row>
                </Stack>
              </Card>
            );
          })}
        </Grid>
      </Stack>
      {open && (
        <Drawer open title={`${place(open.area)} · ${disease(open.subject)}`} onClose={() => setOpen(undefined)}>
          <Stack>
            {open.parts.map(({ series: id }) => (
              <SeriesPicture key={id} id={id} />
            ))}
          </Stack>
        </Drawer>
      )}
    </Page>
  );
}
