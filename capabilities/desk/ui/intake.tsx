import { useEffect, useRef, useState } from 'react';
import { numberOf, spoken } from '../../../kernel/spoken.ts';
import { newId, useCommand, useNow, useRows } from '../../../kit/client.tsx';
import { Confirm, Drawer, toast } from '../../../kit/dialog.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Refusal, Status } from '../../../kit/parts.tsx';
import { Pick } from '../../../kit/pick.tsx';
import { until } from '../../../kit/when.ts';
import { type Key, say, useWords } from '../../../kit/words.ts';
import type { HouseholdRow } from '../../people/index.ts';
import { HouseholdPick } from '../../people/ui/index.ts';
import { PlacePick } from '../../places/ui/index.ts';
import type { QueueRow } from '../../requests/index.ts';
import { INTAKES, OPEN_STAGES, textLikeness, URGENCIES, type Urgency } from '../../requests/index.ts';
import { AttributeField, answersOf } from './attribute-field.tsx';
import { classesFor, urgencyTone, useClasses } from './classes.ts';
import { words } from './words.ts';

const empty = {
  name: '',
  phone: '',
  channel: 'phone',
  where: 'household',
  place: '',
  member: '',
  memberName: '',
  proxy: '',
  class: '',
  urgency: '',
  description: '',
  address: '',
  life: false,
};

/** Taking a request in under a minute: top to bottom with Tab, chosen with Enter, sent with Ctrl+Enter. */
export function Intake({ onClose, onOpen }: { onClose(): void; onOpen(id: string): void }) {
  const t = useWords(words);
  const now = useNow(1000);
  const opened = useRef(now);
  const number = useRef(newId());
  const take = useCommand('requests.TakeRequest');
  const { classes, byCode } = useClasses();
  const [draft, setDraft] = useState(empty);
  const [household, setHousehold] = useState<HouseholdRow>();
  const [typed, setTyped] = useState('');
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<Key<typeof words>>();
  const [leaving, setLeaving] = useState(false);
  const set = (changes: Partial<typeof empty>) => setDraft((before) => ({ ...before, ...changes }));
  const of = byCode.get(draft.class);
  const place = draft.where === 'household' ? household?.id : draft.place || undefined;
  const hers = useRows<QueueRow>(
    'requests.queue',
    household
      ? { where: { household: household.id, state: [...OPEN_STAGES] }, limit: 8, order: '-takenAt' }
      : undefined,
  );
  const send = async () => {
    const missing = !of
      ? 'chooseClass'
      : !place
        ? 'chooseWhere'
        : draft.description.trim() === '' && !draft.life
          ? 'sayWhat'
          : undefined;
    setFault(missing);
    if (missing || !of || !place) return;
    const attributes = answersOf(of.attributes, answers);
    const given = (fields: Record<string, string>) =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
    const outcome = await take.run({
      id: number.current,
      class: of.code,
      channel: draft.channel,
      place,
      description: draft.description.trim() || say(of.names),
      life: draft.life,
      attributes,
      caller: given({ name: draft.name.trim(), phone: draft.phone.trim() }),
      ...given({ address: draft.address.trim(), urgency: draft.urgency, proxy: draft.proxy }),
      beneficiary:
        draft.where === 'household'
          ? { household: place, ...given({ person: draft.member, name: draft.memberName.trim() }) }
          : {},
    });
    if (!outcome.ok) return;
    const said = numberOf(outcome.events[0]?.seq ?? 0);
    toast(said ? t('takenAs', { number: spoken(said) }) : t('done'));
    onOpen(number.current);
  };
  const sendNow = useRef(send);
  sendNow.current = send;
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') void sendNow.current();
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
  const written = [draft.description, draft.name, draft.phone, draft.class].some((text) => text.trim() !== '');
  const leave = () => (written ? setLeaving(true) : onClose());
  const elapsed = Math.max(0, Math.round((Date.parse(now) - Date.parse(opened.current)) / 1000));
  return (
    <Drawer
      open
      size="large"
      title={t('take')}
      onClose={leave}
      actions={
        <>
          <Status tone={elapsed > 60 ? 'warn' : 'good'} icon="clock">
            {t('seconds', { count: elapsed })}
          </Status>
          <Button look="main" size="large" busy={take.busy} hint="Ctrl+Enter" onClick={() => void send()}>
            {t('send')}
          </Button>
        </>
      }
    >
      <Stack>
        <Segments
          label={t('channel')}
          value={draft.channel}
          onChange={(channel) => set({ channel })}
          choices={INTAKES.filter((each) => each !== 'open311').map((value) => ({
            value,
            label: t(`channel.${value}`),
          }))}
        />
        <Segments
          label={t('beneficiary')}
          value={draft.where}
          onChange={(where) => set({ where })}
          choices={[
            { value: 'household', label: t('forHousehold') },
            { value: 'place', label: t('forPlace') },
          ]}
        />
        {draft.where === 'household' ? (
          <HouseholdPick
            autoFocus
            label={t('household')}
            value={household?.id}
            onChange={(id) => {
              if (!id) setHousehold(undefined);
              set({ member: '', proxy: '' });
            }}
            onRow={(row) => row && setHousehold(row)}
          />
        ) : (
          <PlacePick
            label={t('placeFind')}
            value={draft.place || undefined}
            onChange={(id) => set({ place: id ?? '' })}
          />
        )}
        {household && hers.rows.length > 0 && (
          <Banner tone="warn">
            <strong>{t('already')}</strong>
            <ul>
              {hers.rows.map((row) => (
                <li key={row.id}>
                  <button type="button" className="link" onClick={() => onOpen(row.id)}>
                    {say(byCode.get(row.class)?.names)}
                  </button>{' '}
                  {row.description.slice(0, 40)} {until(row.dueAt, now)}{' '}
                  {draft.description &&
                    t('alike', { n: `${Math.round(textLikeness(draft.description, row.description) * 100)}%` })}
                </li>
              ))}
            </ul>
          </Banner>
        )}
        {household && (
          <div className="form">
            {household.people.length > 0 ? (
              <label className="field half">
                <span>{t('member')}</span>
                <select value={draft.member} onChange={(event) => set({ member: event.target.value })}>
                  <option value="">{t('anyone')}</option>
                  {household.people.map((person) => (
                    <option key={person.id} value={person.id}>
                      {person.name || person.id}
                    </option>
                  ))}
                </select>
              </label>
            ) : (
              <Text label={t('memberName')} value={draft.memberName} onChange={(memberName) => set({ memberName })} />
            )}
            {household.proxies.length > 0 && (
              <label className="field half">
                <span>{t('asProxy')}</span>
                <select value={draft.proxy} onChange={(event) => set({ proxy: event.target.value })}>
                  <option value="">{t('noProxy')}</option>
                  {household.proxies.map((proxy) => (
                    <option key={proxy.id} value={`${household.id}.${proxy.id}`}>
                      {proxy.name}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
        )}
        <div className="form">
          <Text label={t('callerName')} value={draft.name} onChange={(name) => set({ name })} />
          <Text label={t('callerPhone')} value={draft.phone} type="tel" onChange={(phone) => set({ phone })} />
        </div>
        <Pick
          label={t('classFind')}
          value={draft.class || undefined}
          chosen={of && { id: of.code, title: say(of.names) }}
          options={classesFor(typed, classes)}
          onQuery={(text) => setTyped(text ?? '')}
          onChange={(id) => set({ class: id ?? '' })}
        />
        <label className="field">
          <span>{t('description')}</span>
          <textarea rows={3} value={draft.description} onChange={(event) => set({ description: event.target.value })} />
        </label>
        {of && of.attributes.length > 0 && (
          <div className="form">
            {of.attributes.map((attribute) => (
              <AttributeField
                key={attribute.code}
                attribute={attribute}
                value={answers[attribute.code] ?? ''}
                onChange={(value) => setAnswers({ ...answers, [attribute.code]: value })}
              />
            ))}
          </div>
        )}
        {draft.where === 'place' && (
          <Text label={t('address')} value={draft.address} onChange={(address) => set({ address })} />
        )}
        <Row>
          <label className="field">
            <span>{t('raise')}</span>
            <select value={draft.urgency} onChange={(event) => set({ urgency: event.target.value })}>
              <option value="">
                {t('asClass')}
                {of ? `: ${t(`urgency.${of.urgency}`)}` : ''}
              </option>
              {URGENCIES.slice(1, of ? URGENCIES.indexOf(of.urgency) : 1).map((value: Urgency) => (
                <option key={value} value={value}>
                  {t(`urgency.${value}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="check">
            <input type="checkbox" checked={draft.life} onChange={(event) => set({ life: event.target.checked })} />
            <Status tone={urgencyTone.life}>{t('lifeTick')}</Status>
          </label>
        </Row>
        {fault && (
          <p className="error" role="alert">
            {t(fault)}
          </p>
        )}
        <Refusal refusal={take.refusal} />
      </Stack>
      <Confirm
        open={leaving}
        bad
        title={t('leaveIntake')}
        confirm={t('leaveYes')}
        onClose={() => setLeaving(false)}
        onConfirm={onClose}
      >
        {t('leaveLead')}
      </Confirm>
    </Drawer>
  );
}

const Text = ({
  label,
  value,
  onChange,
  type = 'text',
}: {
  label: string;
  value: string;
  type?: string;
  onChange(value: string): void;
}) => (
  <label className="field half">
    <span>{label}</span>
    <input type={type} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
  </label>
);
