import { lazy, Suspense, useState } from 'react';
import type { Row as ViewRow } from '../../../kernel/capability.ts';
import type { Words } from '../../../kernel/refusal.ts';
import { useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { Grid, Row, Stack } from '../../../kit/page.tsx';
import {
  Badge,
  Button,
  Card,
  Facts,
  Refusal,
  Stat,
  Status,
  Timeline,
  type Tone,
  text,
  Waiting,
} from '../../../kit/parts.tsx';
import { day, number, when } from '../../../kit/when.ts';
import { half, type Say, say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { CaseResults } from '../../laboratory/ui/index.tsx';
import { usePlaceName } from '../../places/ui/index.ts';
import type { CaseRow } from '../views.ts';
import type { LinkRow } from '../views-lists.ts';
import { type Act, CLASS, FACTS, FOUND, KINDS, OUTCOME } from './case-form-looks.ts';
import { Lacking } from './index.tsx';
import { words } from './words.ts';

const ActForm = lazy(() => import('./case-forms.tsx'));

type T = Say<typeof words.en>;
export const OUTCOMES = {
  alive: 'alive',
  recovered: 'recovered',
  discharged: 'dischargedHome',
  died: 'died',
  lost: 'lost',
} as const;
const TONES: Record<CaseRow['classification'], Tone> = {
  unclassified: 'plain',
  suspected: 'warn',
  probable: 'warn',
  confirmed: 'bad',
  asymptomatic: 'info',
  discarded: 'plain',
};

export const classOf = (t: T, row: Pick<CaseRow, 'classification'>) => (
  <Status tone={TONES[row.classification]}>{t(row.classification)}</Status>
);
export const outcomeOf = (t: T, row: Pick<CaseRow, 'outcome'>) => (row.outcome ? t(OUTCOMES[row.outcome]) : '–');

/** Acts on an open case, with the word of each. */
const ACTS = {
  classify: 'classify',
  notify: 'notify',
  core: 'recordCore',
  finish: 'finish',
  isolate: 'isolateAct',
  treat: 'treatAct',
  outcome: 'outcomeAct',
  link: 'link',
  correct: 'correct',
  discard: 'discard',
  reinstate: 'reinstate',
} as const satisfies Partial<Record<Act, string>>;
type Doing = keyof typeof ACTS;

/** One case: facts, clocks, evidence, links, contacts and everything that was done, with who did it. */
export function CaseDrawer({ id, onClose, onOpen }: { id: string; onClose(): void; onOpen(id: string): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { disease } = useRuleNames();
  const { can } = useSession();
  const { row, loading, refusal } = useRow<CaseRow>('cases.cases', id);
  const [act, setAct] = useState<Doing>();
  if (!row)
    return (
      <Drawer open title={id} onClose={onClose}>
        {loading ? <Waiting /> : <Refusal refusal={refusal} />}
      </Drawer>
    );
  const hours = (value: number | null) => (value === null ? '–' : t('hours', { n: number(value) }));
  const acts = (Object.keys(ACTS) as Doing[]).filter(
    (each) => row.status !== 'merged' && (each === 'reinstate') === (row.status === 'discarded'),
  );
  return (
    <Drawer open title={`${row.id} · ${disease(row.disease)}`} onClose={onClose} size="large">
      <Stack>
        <Row>
          {classOf(t, row)}
          <Badge>{outcomeOf(t, row)}</Badge>
          <Badge>
            {t('source')}: {row.sourceKnown ? t('known') : t('notKnown')}
          </Badge>
        </Row>
        {row.mergedInto && <Status tone="info">{t('mergedInto', { id: row.mergedInto })}</Status>}
        {row.discardReason && <Status tone="warn">{row.discardReason}</Status>}
        <Lacking disease={row.disease} />
        <Grid min={7}>
          <Stat label={t('detect')} value={hours(row.detectH)} tone={tone(row.detectH)} />
          <Stat label={t('reportClock')} value={hours(row.reportH)} tone={tone(row.reportH)} />
          <Stat label={t('isolate')} value={hours(row.isolateH)} tone={tone(row.isolateH)} />
          <Stat label={t('treat')} value={hours(row.treatH)} tone={tone(row.treatH)} />
        </Grid>
        <Facts
          columns={3}
          items={[
            [t('notified'), row.notifiedAt ? when(row.notifiedAt) : t('not')],
            [t('core'), row.coreAt ? when(row.coreAt) : t('not')],
            [t('investigated'), row.investigatedAt ? when(row.investigatedAt) : t('not')],
            [t('name'), row.name],
            [t('sex'), row.sex && t(row.sex)],
            [t('age'), row.age],
            [t('phone'), row.phone],
            [t('area'), place(row.area)],
            [t('severity'), row.severity && t(row.severity)],
            [t('onset'), day(row.onset, 'full')],
            [t('detected'), day(row.detectedOn, 'full')],
            [t('reported'), day(row.reportedOn, 'full')],
            [t('isolatedOn'), day(row.isolatedOn, 'full')],
            [t('treatedOn'), day(row.treatedOn, 'full')],
            [t('outcome'), `${outcomeOf(t, row)} ${row.outcomeOn ? day(row.outcomeOn, 'full') : ''}`],
            [t('hospital'), row.hospital],
            [t('origin'), t(row.origin)],
            [t('placeOfInfection'), row.placeOfInfection],
            [t('import1'), row.import],
          ]}
        />
        {can('investigator', 'officer', 'hq', 'trainer') && (
          <Row>
            {acts.map((each) => (
              <Button
                key={each}
                size="small"
                look={each === act ? 'main' : each === 'discard' ? 'quiet' : 'plain'}
                onClick={() => setAct(each === act ? undefined : each)}
              >
                {t(ACTS[each])}
              </Button>
            ))}
          </Row>
        )}
        {act && (
          <Card title={t(ACTS[act])}>
            <Suspense fallback={<Waiting rows={2} />}>
              <ActForm
                key={act}
                act={act}
                initial={{ ...row, area: row.reportedArea }}
                onDone={() => {
                  setAct(undefined);
                  toast(t('saved'));
                }}
                onCancel={() => setAct(undefined)}
              />
            </Suspense>
          </Card>
        )}
        {row.core && (
          <Card title={t('core')}>
            <Facts
              items={[
                ['', row.core.symptoms.join(', ')],
                ['', row.core.workplace],
                ['', row.core.note],
              ]}
            />
            <Timeline
              label={t('core')}
              moments={row.core.places.map((place, n) => ({
                id: String(n),
                at: `${when(place.from)} – ${when(place.to)}`,
                title: place.place,
                body: place.what,
              }))}
            />
          </Card>
        )}
        {row.summary && (
          <Card title={t('investigated')}>
            <p>{row.summary}</p>
          </Card>
        )}
        <Links id={row.id} onOpen={onOpen} />
        <Contacts id={row.id} />
        {row.extra && (
          <Card title={t('kept')}>
            <Facts items={Object.entries(row.extra)} />
          </Card>
        )}
        <CaseResults id={row.id} />
        <Card title={t('history')}>
          <Timeline
            label={t('history')}
            moments={row.history.toReversed().map((each, n) => ({
              id: String(n),
              at: `${when(each.at, 'full')} · ${each.by}`,
              title: t(`did.${each.what}` as 'did.core'),
              body: detailOf(each) || undefined,
            }))}
          />
        </Card>
      </Stack>
    </Drawer>
  );
}

const CODES: Record<string, Record<string, Words>> = {
  reported: FOUND,
  classified: { ...CLASS, ...KINDS },
  outcome: OUTCOME,
};
/** A moment of the history, its codes by name; a reason stays as it was written. */
function detailOf({ what, detail }: CaseRow['history'][number]): string {
  const [, fields = '', why] = what === 'corrected' ? (/^([\w, ]+): (.*)$/s.exec(detail) ?? []) : [];
  if (why)
    return `${fields
      .split(', ')
      .map((key) => text(FACTS[key]?.label ?? key))
      .join(', ')}: ${half(why)}`;
  const named = (word: string) => (/^\d/.test(word) ? day(word, 'full') : say(CODES[what]?.[word] ?? word));
  return CODES[what] ? detail.replace(/\d{4}-\d\d-\d\d|[a-z][a-z-]+/g, named) : detail;
}

/** A negative interval means that two dates contradict each other. */
const tone = (value: number | null) => (value === null ? undefined : value < 0 ? 'bad' : undefined);

function Links({ id, onOpen }: { id: string; onOpen(id: string): void }) {
  const t = useWords(words);
  const into = useRows<LinkRow>('cases.links', { where: { to: id }, limit: 100 });
  const out = useRows<LinkRow>('cases.links', { where: { from: id }, limit: 500 });
  const list = (rows: LinkRow[], end: 'from' | 'to') =>
    rows.length === 0 ? (
      t('none')
    ) : (
      <ul className="stack tight">
        {rows.map((row) => (
          <li key={row.id}>
            <Button size="small" look="quiet" onClick={() => onOpen(row[end])}>
              {row[end]}
            </Button>{' '}
            {row.exposure}{' '}
            <span className="muted small">
              {row.evidence ? `${say(KINDS[row.evidence.kind] ?? row.evidence.kind)}, ${row.evidence.signer}` : row.via}
            </span>
          </li>
        ))}
      </ul>
    );
  return (
    <Card title={t('links')}>
      <Facts
        columns={2}
        items={[
          [t('from'), list(into.rows, 'from')],
          [t('to'), list(out.rows, 'to')],
        ]}
      />
    </Card>
  );
}

/** Contacts by their view's name: cases do not know the contacts capability. */
function Contacts({ id }: { id: string }) {
  const t = useWords(words);
  const { can } = useSession();
  const rows = useRows<ViewRow & { contact: string; lastExposure: string }>(
    'contacts.exposures',
    can('investigator', 'officer', 'hq', 'trainer') ? { where: { case: id }, limit: 200, count: true } : undefined,
  );
  return (
    <Card title={`${t('contacts')} (${number(rows.total ?? 0)})`}>
      <p>{rows.rows.length ? rows.rows.map((row) => row.contact).join(', ') : t('none')}</p>
    </Card>
  );
}
