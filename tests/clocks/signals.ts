import { systemActor } from '../../kernel/actor.ts';
import { addDays } from '../../kernel/time.ts';
import { DISTRICT, expert, type Futian } from '../safeguards/futian.ts';
import type { Walk } from './walk.ts';

const AREA = `${DISTRICT}.001.001`;
const alert = { id: 'a1' };
const opened = (here: Futian) =>
  void here.given(systemActor('warnings'), 'warnings.OpenAlert', {
    ...alert,
    area: AREA,
    subject: 'respiratory',
    day: here.now.slice(0, 10),
    monitor: 'together',
    p: 1e-5,
    alpha: 1e-3,
    parts: [],
    why: { en: 'Weak signals agree.', zh: '多个弱信号相互印证。' },
  });
const verified = (here: Futian) =>
  void here.given(expert, 'warnings.VerifyAlert', { ...alert, how: 'asked the clinic', emergedOn: '2022-09-18' });
const notified = (here: Futian) => void here.given(expert, 'warnings.NotifyAlert', { ...alert, to: 'Health bureau' });
const discarded = (here: Futian) =>
  void here.given(expert, 'warnings.DiscardAlert', { ...alert, because: 'other', reason: 'a school sports day' });

/** A silent channel and 7-1-7. */
export const signalWalks: Record<string, Walk> = {
  'channel.silence': {
    before(here) {
      here.given(expert, 'signals.RegisterChannel', {
        id: 'clinic-1',
        kind: 'clinic',
        names: { zh: '门诊', en: 'Clinic' },
        area: AREA,
        subjects: ['respiratory'],
        rhythm: 'day',
        expectedBy: 10,
      });
    },
    starts: (here) => void here.pass(30),
    stops: (here) =>
      void here.given(expert, 'signals.RecordCounts', {
        channel: 'clinic-1',
        sending: 's1',
        day: addDays(here.now.slice(0, 10), -1),
        via: 'hand',
        lines: [{ area: AREA, subject: 'respiratory', value: 1 }],
      }),
  },
  'alert.notify': { starts: opened, stops: notified },
  'alert.verify': { starts: opened, stops: verified },
  'alert.assess': {
    before: opened,
    starts: verified,
    stops: (here) =>
      void here.given(expert, 'warnings.AssessAlert', { ...alert, risk: 'low', grounds: 'one mild case' }),
  },
  'alert.respond': { before: opened, starts: notified, stops: discarded },
  'playbook.step': {
    before(here) {
      // all steps but one: the clock is walked on the one that is left
      opened(here);
    },
    starts(here) {
      verified(here);
      const { steps } = here.replica.row('warnings.alerts', 'a1');
      for (const { action } of steps.slice(1))
        here.given(expert, 'warnings.SkipStep', { ...alert, action, reason: 'not in this walk' });
    },
    stops: discarded,
  },
  'arrival.follow-up': {
    starts: (here) =>
      void here.given(expert, 'arrivals.DeclareArrival', {
        id: 'arrival-1',
        name: '李华',
        to: AREA,
        arrivesOn: addDays(here.now.slice(0, 10), 1),
        from: '成都市',
        level: 'high',
        leftOn: here.now.slice(0, 10),
        disease: 'covid-19',
        way: 'phone',
      }),
    stops: (here) =>
      void here.given(expert, 'arrivals.FollowUpArrival', { id: 'arrival-1', how: 'phone', note: 'told where to go' }),
  },
};
