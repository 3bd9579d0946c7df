import { useEffect } from 'react';
import { useGet, useRows } from '../../../kit/client.tsx';
import { Banner, Button, Card, Progress, Refusal, Status } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { PlaceRow } from '../../places/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Checklist as Answer } from '../conditions.ts';
import { words } from './words.ts';

/** How often somebody may have cleared an exit or confirmed a slot meanwhile. */
const LOOK_AGAIN_MS = 15_000;

export function useChecklist(id: string) {
  const answer = useGet<Answer>(`/api/zones/${encodeURIComponent(id)}/checklist`, 'zones.zones');
  const { again } = answer;
  useEffect(() => {
    const timer = setInterval(again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  });
  return answer;
}

/** Every condition, met or not, and what to do about each that is not. */
export function Checklist({ id }: { id: string }) {
  const t = useWords(words);
  const { data, loading, refusal, again } = useChecklist(id);
  const { cited } = useRuleNames();
  const place = usePlaceName();
  const withExits = new Set(
    (data?.conditions ?? []).flatMap(({ values }) =>
      values.filter((value) => value.includes('/')).map((value) => value.split('/')[0] as string),
    ),
  );
  const around = useRows<PlaceRow>('places.places', withExits.size > 0 ? { ids: [...withExits] } : undefined);
  // a place, or a place and one of its exits
  const named = (value: string) => {
    const [path = '', exit] = value.split('/');
    if (!/^cn(\.[a-z0-9]+)+$/.test(path)) return value;
    const seen = around.rows.find((row) => row.id === path)?.exits.find((each) => each.id === exit);
    return [place(path, { under: 'door' }), seen ? say(seen.names) : exit].filter(Boolean).join(' · ');
  };
  if (refusal) return <Refusal refusal={refusal} onAgain={again} />;
  if (loading || !data) return <Progress label={t('wait')} />;
  const unmet = data.conditions.filter((each) => !each.met);
  const lines = [...unmet, ...data.conditions.filter((each) => each.met)];
  return (
    <Card
      title={t('checklist')}
      track="life"
      actions={
        <Button size="small" look="quiet" onClick={again}>
          {t('checklist')} ↻
        </Button>
      }
    >
      <Banner tone={unmet.length === 0 ? 'good' : 'warn'}>
        {unmet.length === 0 ? t('all') : t('lacking', { count: unmet.length })}
      </Banner>
      <p className="small">
        {t('households')} {data.households} · {t('persons')} {data.persons} · {t('endsIfNow')}{' '}
        {data.endsAt ? when(data.endsAt) : '–'} · {data.edition ? say(data.edition.title) : ''} {cited(data.article)}
      </p>
      <Progress label={t('met')} done={data.conditions.length - unmet.length} total={data.conditions.length} />
      <ul className="stack tight">
        {lines.map((each) => (
          <li key={each.id}>
            <Status tone={each.met ? 'good' : 'bad'}>
              {say(each.names)} <span className="heard">{t(each.met ? 'met' : 'unmet')}</span>
            </Status>
            {!each.met && (
              <p className="small">
                <strong>{t('todo')}:</strong> {say(each.what)}{' '}
                {each.id !== 'second-person-missing' &&
                  each.values.some((value) => value !== id && value !== each.id) && (
                    <span className="muted">{each.values.slice(0, 6).map(named).join(', ')}</span>
                  )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
