import { expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { desk, food, mother, start, street, toStreet } from '../../tests/requests-city.ts';

/** A request at an office; answered within 24 hours (request.answer.urgent). */
const atWork = () => {
  const here = start();
  here.futian.given(desk, 'requests.TakeRequest', food('r1'));
  here.futian.given(desk, 'requests.DispatchRequest', { id: 'r1', ...toStreet });
  return here;
};
const tries = ({ futian }: ReturnType<typeof start>) => {
  for (const channel of ['phone', 'phone', 'sms'])
    futian.given(street, 'requests.RecordContact', { id: 'r1', reached: false, channel });
};
const reached = ({ futian }: ReturnType<typeof start>) =>
  futian.given(street, 'requests.RecordContact', { id: 'r1', reached: true, channel: 'phone' });
const pauseFor = (here: ReturnType<typeof start>, hours: number, more: object = {}) =>
  here.futian.when(street, 'requests.PauseRequest', {
    id: 'r1',
    why: 'unreachable',
    until: addHours(here.futian.now, hours),
    reason: '三次电话和短信均未接通',
    ...more,
  });
const answerBy = (here: ReturnType<typeof start>) => here.duty('request.answer.urgent:request/r1').dueAt;

test('a pause needs its proof on record: the tries, or the contact in which she asked for later', () => {
  const here = atWork();
  expect(pauseFor(here, 5)).toMatchObject({ refused: 'pause-unproven' });
  expect(pauseFor(here, 5, { why: 'asked-later' })).toMatchObject({ refused: 'pause-unproven' });
  expect(pauseFor(here, 5, { why: 'weekend' })).toMatchObject({ refused: 'input-invalid' });
  tries(here);
  expect(pauseFor(here, 5, { why: 'asked-later' })).toMatchObject({ refused: 'pause-unproven' });
  expect(pauseFor(here, 5)).toMatchObject([{ type: 'requests.RequestPaused', data: { minutes: 300 } }]);
});

test('the time is given back, on the duty and on the row, and the contact’s clock is not touched', () => {
  const here = atWork();
  tries(here);
  const before = answerBy(here);
  pauseFor(here, 5);
  expect(answerBy(here)).toBe(addHours(before, 5));
  expect(here.row('r1')).toMatchObject({
    answerBy: addHours(before, 5),
    dueAt: addHours(before, 5),
    pausedMinutes: 300,
  });
  expect(here.full('r1').timeline.at(-1)).toMatchObject({ what: 'RequestPaused', text: '三次电话和短信均未接通' });
});

test('cut short, only what was waited is given back; a second pause while one runs is refused', () => {
  const here = atWork();
  tries(here);
  const before = answerBy(here);
  pauseFor(here, 5);
  expect(pauseFor(here, 8)).toMatchObject({ refused: 'pause-running' });
  here.futian.pass(2);
  here.futian.given(street, 'requests.ResumeRequest', { id: 'r1', reason: '已联系上' });
  expect(answerBy(here)).toBe(addHours(before, 2));
  expect(here.row('r1')).toMatchObject({ pausedUntil: null, pausedMinutes: 120 });
  expect(here.futian.when(street, 'requests.ResumeRequest', { id: 'r1', reason: '再次' })).toMatchObject({
    refused: 'pause-none',
  });
});

test('she writes herself: whom nobody could reach is reached, the clock goes on', () => {
  const here = atWork();
  tries(here);
  pauseFor(here, 5);
  expect(here.futian.when(mother, 'requests.AddToRequest', { id: 'r1', text: '我在家' })).toMatchObject([
    { type: 'requests.RequestAddedTo' },
    { type: 'requests.RequestResumed', data: { minutes: -300 } },
  ]);
});

test('all pauses together are limited, and what is left is said', () => {
  const here = atWork();
  reached(here);
  const later = { why: 'asked-later', reason: '她说周五以后再来' };
  expect(pauseFor(here, 73, later)).toMatchObject({ refused: 'pause-too-long' });
  pauseFor(here, 70, later);
  here.futian.pass(71);
  expect(pauseFor(here, 3, later)).toMatchObject({
    refused: 'pause-too-long',
    words: { en: expect.stringContaining('2 h') },
  });
  expect(pauseFor(here, -1, later)).toMatchObject({ refused: 'pause-over' });
});

test('a deadline already missed stays missed', () => {
  const here = atWork();
  tries(here);
  const before = answerBy(here);
  here.futian.pass(25);
  pauseFor(here, 5);
  expect(answerBy(here)).toBe(before);
});

test('a life never waits, and an answered request has nothing to wait for', () => {
  const here = start();
  here.futian.given(desk, 'requests.PressLifeThreat', { id: 'r1', place: food('x').place, household: food('x').place });
  expect(pauseFor(here, 1)).toMatchObject({ refused: 'pause-life' });
  const other = atWork();
  tries(other);
  other.futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: '已送到' });
  expect(pauseFor(other, 1)).toMatchObject({ refused: 'pause-answered' });
});
