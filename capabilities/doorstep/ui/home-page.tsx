import { lazy, Suspense, useEffect, useState } from 'react';
import type { Account } from '../../../kernel/actor.ts';
import { spoken } from '../../../kernel/spoken.ts';
import { newId, useCommand, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Segments, Tabs } from '../../../kit/filters.tsx';
import { Icon, type IconName } from '../../../kit/icon.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Refusal, Waiting } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { RequestRow } from '../../requests/index.ts';
import { HomeStatus } from './holds.tsx';
import { HomeRequests } from './requests.tsx';
import { HomeHousehold, HomeTrace, HomeVisitor } from './status.tsx';
import { type Choice, EMERGENCY, type Key, words } from './words.ts';
import './home.css';

// Loaded when needed, so that the first page is light on an old phone.
const AskForm = lazy(() => import('./ask.tsx'));
const TurnedAway = lazy(() => import('../../entry/ui/index.ts').then((ui) => ({ default: ui.TurnedAway })));

const KEPT = 'tandem.large';

const CHOICES: [Choice, IconName][] = [
  ['food', 'inbox'],
  ['medicine', 'plus'],
  ['trip', 'route'],
  ['goods', 'home'],
  ['utilities', 'sun'],
  ['check', 'heart'],
  ['talk', 'phone'],
  ['rule', 'alert'],
  ['refused', 'close'],
  ['exit', 'out'],
  ['door', 'lock'],
  ['other', 'edit'],
];

/** The resident's page: ask, follow, household, restriction, who saw the data. */
export default function HomePage() {
  const t = useWords(words);
  const { account, grants } = useSession();
  const place = usePlaceName();
  const homes = grants.filter((grant) => grant.role === 'resident').map((grant) => grant.area);
  const [chosen, setChosen] = useState<string>();
  const [large, setLarge] = useState(() => localStorage.getItem(KEPT) === '1');
  const home = homes.find((area) => area === chosen) ?? homes[0];
  useEffect(() => {
    // Everything is sized in rem, so the whole page grows, also its dialogs.
    document.documentElement.style.fontSize = large ? '130%' : '';
    return () => {
      document.documentElement.style.fontSize = '';
    };
  }, [large]);
  const turn = () => {
    localStorage.setItem(KEPT, large ? '0' : '1');
    setLarge(!large);
  };
  if (!account || !home) return <HomeVisitor />;
  return (
    <div className="home-page">
      <Page
        title={t('title')}
        lead={t('lead')}
        width="narrow"
        actions={
          <Button aria-pressed={large} onClick={turn}>
            {t(large ? 'normalText' : 'largeText')}
          </Button>
        }
      >
        <Stack>
          {homes.length > 1 && (
            <Segments
              label={t('household')}
              value={home}
              onChange={setChosen}
              choices={homes.map((area, i) => ({
                value: area,
                label: i === 0 ? t('title') : place(area, { under: 'door' }),
              }))}
            />
          )}
          <HomeStatus key={home} home={home} account={account}>
            <Tabs
              label={t('sections')}
              tabs={[
                { id: 'ask', label: t('ask'), body: () => <Ask home={home} account={account} /> },
                { id: 'mine', label: t('mine'), body: () => <HomeRequests home={home} /> },
                {
                  id: 'home',
                  label: t('home'),
                  body: () => <HomeHousehold home={home} />,
                },
                {
                  id: 'trace',
                  label: t('trace'),
                  body: () => <HomeTrace home={home} account={account} />,
                },
              ]}
            />
          </HomeStatus>
        </Stack>
      </Page>
      <Emergency home={home} account={account} />
    </div>
  );
}

/** The number to say on the telephone; the city gives it, so without network there is none yet. */
function SaidNumber({ id }: { id: string }) {
  const t = useWords(words);
  const { rows } = useRows<RequestRow>('requests.requests', { ids: [id], purpose: 'own' });
  const number = rows[0]?.number;
  return number ? (
    <>
      {t('sentNumber')} <strong className="unbroken">{spoken(number)}</strong>
    </>
  ) : (
    t('numberLater')
  );
}

/** A few large choices; the words come after. */
function Ask({ home, account }: { home: string; account: Account }) {
  const t = useWords(words);
  const [choice, setChoice] = useState<Choice>();
  const [number, setNumber] = useState<string>();
  if (number) {
    return (
      <Banner tone="good" actions={<Button onClick={() => setNumber(undefined)}>{t('back')}</Button>}>
        {t('sent')}
        <br />
        <span>
          <SaidNumber id={number} />
        </span>
      </Banner>
    );
  }
  if (choice) {
    return (
      <Stack>
        <div>
          <Button icon="left" onClick={() => setChoice(undefined)}>
            {t('back')}
          </Button>
        </div>
        <h2>{t(`choice.${choice}` as Key)}</h2>
        <Suspense fallback={<Waiting />}>
          {choice === 'door' ? (
            <TurnedAway home={home} />
          ) : (
            <AskForm
              choice={choice}
              home={home}
              account={account}
              onSent={(id) => {
                setChoice(undefined);
                setNumber(id);
              }}
            />
          )}
        </Suspense>
      </Stack>
    );
  }
  return (
    <Stack>
      <h2>{t('what')}</h2>
      <ul className="home-choices">
        {CHOICES.map(([id, icon]) => (
          <li key={id}>
            <button type="button" onClick={() => setChoice(id)}>
              <Icon name={icon} />
              <span>{t(`choice.${id}` as Key)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** Always in reach: the ambulance's number, and one button that asks nothing. */
function Emergency({ home, account }: { home: string; account: Account }) {
  const t = useWords(words);
  const press = useCommand('requests.PressLifeThreat');
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [sent, setSent] = useState(false);
  const close = () => {
    setOpen(false);
    setSent(false);
    setNote('');
  };
  const send = async () => {
    const outcome = await press.run({
      id: newId(),
      place: home,
      household: home,
      channel: 'app',
      caller: { account: account.id, name: account.name },
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    if (outcome.ok) setSent(true);
  };
  return (
    <>
      <section className="home-emergency" aria-label={t('life')}>
        <a className="button plain large" href={`tel:${EMERGENCY}`}>
          <Icon name="phone" />
          <span>{t('call', { n: EMERGENCY })}</span>
        </a>
        <Button look="bad" size="large" icon="alert" onClick={() => setOpen(true)}>
          {t('life')}
        </Button>
      </section>
      <Dialog
        open={open}
        title={t('lifeTitle')}
        onClose={close}
        actions={
          sent ? (
            <Button size="large" onClick={close}>
              {t('lifeDone')}
            </Button>
          ) : (
            <Button look="bad" size="large" icon="alert" busy={press.busy} onClick={() => void send()}>
              {t('lifeSend')}
            </Button>
          )
        }
      >
        {sent ? (
          <Banner tone="good">{t('lifeSent', { n: EMERGENCY })}</Banner>
        ) : (
          <Stack>
            <p>{t('lifeLead')}</p>
            <label className="field">
              <span>{t('lifeNote')}</span>
              <textarea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
            </label>
            <Refusal refusal={press.refusal} onAgain={() => void send()} />
          </Stack>
        )}
        <p>
          <a className="button plain large" href={`tel:${EMERGENCY}`}>
            <Icon name="phone" />
            <span>{t('call', { n: EMERGENCY })}</span>
          </a>
        </p>
      </Dialog>
    </>
  );
}
