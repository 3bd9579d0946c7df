import { useState } from 'react';
import { useCommand } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Button, Card, Refusal, Status } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { TRIP_LEGS } from '../lists.ts';
import type { VisitRow } from '../views.ts';
import { CannotForm, DoneForm } from './finish-forms.tsx';
import { HouseholdCard } from './household-card.tsx';
import { type Key, words } from './words.ts';

/** One duty: the door, what to bring, who is there, and how it ended. */
export function DutySheet({ visit, onClose }: { visit: VisitRow; onClose(): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const [step, setStep] = useState<'look' | 'done' | 'cannot'>('look');
  const start = useCommand('visits.StartVisit');
  const open = TRIP_LEGS.filter((leg) => !visit.legs.some((each) => each.leg === leg));
  const held = visit.kind === 'medical-trip' && !visit.life && !visit.riskTaken && open.length > 0;
  return (
    <Dialog
      open
      title={
        <>
          {place(visit.household, { under: 'door' })} · {t(`kind.${visit.kind}` as Key)}
        </>
      }
      onClose={onClose}
      size="large"
    >
      <div className="field-page">
        {step === 'look' && (
          <Stack>
            {visit.life ? (
              <Status tone="bad">{t('life')}</Status>
            ) : (
              visit.urgent && <Status tone="warn">{t('urgent')}</Status>
            )}
            <p>{t('due', { at: when(visit.to) })}</p>
            {visit.items.length > 0 && (
              <Card title={t('items')}>
                <ul>
                  {visit.items.map((item) => (
                    <li key={item.name}>
                      {item.name} · {item.amount}
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            {visit.note && (
              <p>
                <strong>{t('note')}:</strong> {visit.kind === 'knock' ? half(visit.note) : visit.note}
              </p>
            )}
            {visit.kind === 'medical-trip' && (
              <Card title={t('legs')} tone={held ? 'warn' : undefined}>
                <ul className="stops">
                  {TRIP_LEGS.map((leg) => {
                    const confirmed = visit.legs.find((each) => each.leg === leg);
                    return (
                      <li key={leg}>
                        <Status tone={confirmed ? 'good' : 'warn'}>
                          {t(`leg.${leg}` as Key)}
                          {confirmed ? `: ${confirmed.by}` : ''}
                        </Status>
                      </li>
                    );
                  })}
                </ul>
                {open.length > 0 && <p>{t(visit.riskTaken ? 'risk' : 'legsOpen')}</p>}
              </Card>
            )}
            <Card>
              <HouseholdCard household={visit.household} />
            </Card>
            <Refusal refusal={start.refusal} />
            {visit.status !== 'started' && (
              <Button
                size="large"
                look="main"
                icon="route"
                busy={start.busy}
                disabled={held}
                onClick={() => void start.run({ id: visit.id })}
              >
                {t('start')}
              </Button>
            )}
            <Button
              size="large"
              look={visit.status === 'started' ? 'main' : 'plain'}
              icon="check"
              disabled={held}
              onClick={() => setStep('done')}
            >
              {t('done')}
            </Button>
            <Button size="large" onClick={() => setStep('cannot')}>
              {t('cannot')}
            </Button>
          </Stack>
        )}
        {step !== 'look' && (
          <Stack>
            <Button icon="left" look="quiet" onClick={() => setStep('look')}>
              {t('back')}
            </Button>
            {step === 'done' ? (
              <DoneForm id={visit.id} brings={visit.kind === 'delivery'} onDone={onClose} />
            ) : (
              <CannotForm id={visit.id} onDone={onClose} />
            )}
          </Stack>
        )}
      </div>
    </Dialog>
  );
}
