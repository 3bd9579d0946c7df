import { lazy, Suspense, useState } from 'react';
import { isWithin, type Level, type PlacePath, parentOf } from '../../../kernel/place.ts';
import { useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Search } from '../../../kit/filters.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Page, Row, Split, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Facts, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { doorQuery } from '../names.ts';
import type { PlaceRow } from '../views.ts';
import { Exits } from './exits.tsx';
import { KINDS, levelBelow } from './kinds.ts';
import { usePlaceName, useRenewPlaceName } from './place-names.ts';
import { words } from './words.ts';

const RegisterForm = lazy(async () => ({ default: (await import('./place-forms.tsx')).RegisterForm }));
const CorrectForm = lazy(async () => ({ default: (await import('./place-forms.tsx')).CorrectForm }));
const CountForm = lazy(async () => ({ default: (await import('./place-forms.tsx')).CountForm }));

/** The tree of places: go in, register what is missing, correct what is wrong. */
export default function PlacesPage() {
  const t = useWords(words);
  const { level } = useOffice();
  const { area } = useSession();
  const root = area ?? 'cn';
  const [at, setAt] = useState<PlacePath>(root);
  const [q, setQ] = useState('');
  const rows = useRows<PlaceRow>('places.places', {
    ...(q.trim() ? { q: doorQuery(q), within: root } : { where: { parent: at } }),
    order: 'id',
    count: true,
  });
  const go = (path: PlacePath) => {
    setQ('');
    setAt(path);
  };
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Stack>
        <Trail root={root} at={at} onGo={go} />
        <Search label={t('search')} value={q} onChange={setQ} />
        <Split side={<Place key={at} path={at} root={root} onGo={go} />} ratio="main">
          <Table
            label={q.trim() ? t('found') : t('inside')}
            data={rows}
            empty={t('empty')}
            onOpen={(row) => go(row.id)}
            tone={(row) => (row.blockedExits > 0 ? 'bad' : undefined)}
            columns={[
              { key: 'id', label: t('name'), cell: (row) => <Name row={row} long={q.trim() !== ''} /> },
              {
                key: 'kind',
                label: t('kind'),
                cell: (row) => (row.kind === 'area' ? level(row.level) : say(KINDS[row.kind])),
              },
              { key: 'code', label: t('code'), minor: true, cell: (row) => row.code ?? numberOf(row.id) },
              {
                key: 'exits',
                label: t('exits'),
                minor: true,
                cell: (row) => (
                  <>
                    {row.exits.length > 0 ? number(row.exits.length) : '–'}{' '}
                    {row.blockedExits > 0 && <Badge tone="bad">{t('blocked', { count: row.blockedExits })}</Badge>}
                  </>
                ),
              },
              { key: 'present', label: t('present'), right: true, cell: (row) => number(row.present) },
            ]}
          />
        </Split>
      </Stack>
    </Page>
  );
}

/** The number an estate, a building or a unit has where it stands. */
const numberOf = (path: PlacePath): string =>
  path
    .split('.')
    .at(-1)
    ?.replace(/^[ebu]/, '') ?? '–';

function Name({ row, long }: { row: PlaceRow; long: boolean }) {
  const place = usePlaceName();
  return (
    <>
      {say(row.names)} {long && row.parent && <span className="muted small">{place(row.parent)}</span>}
    </>
  );
}

/** From the reader's area down to where they are. */
function Trail({ root, at, onGo }: { root: PlacePath; at: PlacePath; onGo(path: PlacePath): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const up: PlacePath[] = [];
  for (let path: PlacePath | undefined = at; path && isWithin(path, root); path = parentOf(path)) up.unshift(path);
  const name = (path: PlacePath) =>
    path === 'cn'
      ? t('all')
      : place(path, { under: path.split('.').length > 6 ? (parentOf(path) ?? 'door') : undefined });
  return (
    <nav aria-label={t('path')}>
      <Row>
        {up.map((path) =>
          path === at ? (
            <strong key={path} aria-current="page">
              {name(path)}
            </strong>
          ) : (
            <Button key={path} look="quiet" size="small" onClick={() => onGo(path)}>
              {name(path)} ›
            </Button>
          ),
        )}
      </Row>
    </nav>
  );
}

/** The place itself: what is known of it, and what may be done. */
function Place({ path, root, onGo }: { path: PlacePath; root: PlacePath; onGo(path: PlacePath): void }) {
  const t = useWords(words);
  const { level } = useOffice();
  const place = usePlaceName();
  const { can } = useSession();
  // The country itself is in no register.
  const { row, loading } = useRow<PlaceRow>('places.places', path === 'cn' ? undefined : path);
  const [act, setAct] = useState<'register' | 'correct' | 'count'>();
  const may = can('admin', 'grid', 'officer');
  const renew = useRenewPlaceName();
  const below = levelBelow(path);
  const done = () => {
    renew(path);
    setAct(undefined);
    toast(t('saved'));
  };
  const close = () => setAct(undefined);
  if (loading && path !== 'cn') return <Waiting rows={4} />;
  const title = row ? say(row.names) : path === 'cn' ? t('all') : place(path);
  return (
    <Card title={title}>
      <Stack>
        {row && (
          <Facts
            columns={2}
            items={[
              [t('kind'), row.kind === 'area' ? level(row.level) : say(KINDS[row.kind])],
              [t('code'), row.code ?? numberOf(row.id)],
              [t('present'), row.present === null ? null : number(row.present)],
              ...(row.kind === 'area'
                ? []
                : ([
                    [t('floors'), row.floors],
                    [t('shared'), row.sharedFacilities ? t('yes') : t('no')],
                  ] as [string, string | number | undefined][])),
            ]}
          />
        )}
        {row && row.kind !== 'area' && <Exits row={row} />}
        {may && (
          <Row>
            {below && (
              <Button look="main" icon="plus" onClick={() => setAct('register')}>
                {t('register')}
              </Button>
            )}
            {row && <Button onClick={() => setAct('correct')}>{t('correct')}</Button>}
            {row && <Button onClick={() => setAct('count')}>{t('count')}</Button>}
          </Row>
        )}
        {path !== root && (
          <div>
            <Button look="quiet" icon="left" onClick={() => onGo(parentOf(path) ?? root)}>
              {parentOf(path) === 'cn' ? t('all') : place(parentOf(path))}
            </Button>
          </div>
        )}
      </Stack>
      <Dialog open={act === 'register'} title={t('registerIn', { place: title })} onClose={close}>
        <Suspense fallback={<Waiting />}>
          {below && (
            <RegisterForm
              parent={path}
              level={below as Level}
              onDone={(names) => {
                close();
                if (names) toast(t('registered', { name: say(names) }));
              }}
            />
          )}
        </Suspense>
      </Dialog>
      <Dialog open={act === 'correct'} title={`${t('correct')}: ${title}`} onClose={close}>
        <Suspense fallback={<Waiting />}>{row && <CorrectForm row={row} onDone={done} />}</Suspense>
      </Dialog>
      <Dialog open={act === 'count'} title={`${t('count')}: ${title}`} onClose={close}>
        <Suspense fallback={<Waiting />}>{row && <CountForm row={row} onDone={done} />}</Suspense>
      </Dialog>
    </Card>
  );
}
