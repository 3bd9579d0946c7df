import { actor } from '../given.ts';
import { type Futian, grid, household, library, resident, reviewer } from '../safeguards/futian.ts';
import type { Walk } from './walk.ts';

export const desk = actor('desk', {
  area: 'cn.44.03',
  org: { id: 'hotline', name: '12345', level: 'city', kind: 'hotline' },
});
export const street = actor('officer', {
  org: { id: 'street-1', name: 'Street office', level: 'street', kind: 'government' },
});

const inspection = actor('overseer', {
  area: 'cn.44.03',
  org: { id: 'supervision', name: 'City supervision', level: 'city', kind: 'oversight' },
});

/** A class of the city that has this urgency and asks nothing more. */
const classOf = (urgency: string): string =>
  library.requestClasses.find((each) => each.urgency === urgency && !each.attributes.some((one) => one.required))!.code;
export const asked =
  (kind: string, attributes: object = {}) =>
  (here: Futian) =>
    void here.given(desk, 'requests.TakeRequest', {
      id: 'r1',
      class: kind,
      channel: 'phone',
      caller: { name: '王小明', phone: '13812341234' },
      beneficiary: { household: household(1) },
      place: household(1),
      description: '需要帮助',
      attributes,
    });
const sent = (here: Futian, more: object = {}) =>
  void here.given(desk, 'requests.DispatchRequest', {
    id: 'r1',
    org: 'street-1',
    orgName: 'Street office',
    level: 'street',
    area: 'cn.44.03.04.001',
    ...more,
  });
const answered = (here: Futian) => void here.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'brought it' });
const reached = (here: Futian) =>
  void here.given(street, 'requests.RecordContact', { id: 'r1', reached: true, channel: 'phone' });

const byUrgency = (urgency: string): Record<string, Walk> => ({
  [`request.dispatch.${urgency}`]: { starts: asked(classOf(urgency)), stops: sent },
  [`request.contact.${urgency}`]: { before: asked(classOf(urgency)), starts: sent, stops: reached },
  [`request.answer.${urgency}`]: { starts: asked(classOf(urgency)), stops: answered },
});

/** Requests: what opens each clock and what closes it. */
export const requestWalks: Record<string, Walk> = {
  ...byUrgency('life'),
  ...byUrgency('urgent'),
  ...byUrgency('utility'),
  ...byUrgency('ordinary'),
  ...byUrgency('complex'),
  'request.emergency.leave': { starts: asked('life-threat'), stops: sent },
  'request.exception.answer': { starts: asked('medical-exception'), stops: answered },
  'request.medical-trip.confirm': {
    starts: asked('medical-trip', { neededAt: '2022-09-22T01:00:00.000Z', hospital: 'Hospital 3' }),
    stops: (here) => sent(here, { confirmed: true }),
  },
  'request.medicine.before-run-out': {
    starts: asked('medicine', { runsOutAt: '2022-09-22T01:00:00.000Z', medicine: 'insulin' }),
    stops: answered,
  },
  'request.handed-up.owner': {
    before: (here) => {
      asked('food')(here);
      sent(here);
    },
    starts: (here) => void here.given(street, 'requests.HandUpRequest', { id: 'r1', reason: '本街道无货' }),
    stops: (here) => sent(here, { level: 'district', area: 'cn.44.03.04' }),
  },
  'request.call-back': {
    before: asked('food'),
    starts: answered,
    stops: (here) =>
      void here.given(desk, 'requests.RecordCallBack', {
        id: 'r1',
        outcome: 'solved',
        satisfied: true,
        channel: 'phone',
      }),
  },
  'request.reopened.answer': {
    before: (here) => {
      asked('food')(here);
      answered(here);
      here.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' });
    },
    starts: (here) => void here.given(resident(1), 'requests.ReopenRequest', { id: 'r1', reason: '米面没有送到' }),
    stops: answered,
  },
  'request.exclusion.decide': {
    before: (here) => {
      asked('pets')(here);
      here.given(inspection, 'requests.ExcludeRequest', {
        id: 'r1',
        code: 'unfounded',
        reason: 'nobody was found there',
      });
    },
    starts: (here) =>
      void here.given(resident(1), 'requests.AppealExclusion', { id: 'r1', reason: 'I was at home all day' }),
    stops: (here) =>
      void here.given(reviewer, 'requests.DecideExclusion', {
        id: 'r1',
        decision: 'overturned',
        reason: 'she was there',
      }),
  },
  'care.refusal.review': {
    starts: (here) =>
      void here.given(grid, 'requests.RecordCareRefusal', {
        id: 'cr1',
        place: household(1),
        household: household(1),
        hospital: 'Hospital 3',
        by: '李保安',
        reason: '核酸超过48小时',
      }),
    stops: (here) =>
      void here.given(reviewer, 'requests.ReviewCareRefusal', {
        id: 'cr1',
        finding: 'unjustified',
        note: '首诊负责，立即收治',
      }),
  },
};
