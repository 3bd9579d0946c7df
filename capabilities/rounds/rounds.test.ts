import { expect, test } from 'vitest';
import { unreachable } from '../../engines/dispatch/index.ts';
import { actor } from '../../tests/given.ts';
import { home, officer, roundsCity } from '../../tests/rounds-city.ts';
import type { RoundRow } from './views.ts';

const li = actor('volunteer', { id: 'li', name: 'li' });
const planned = (futian: ReturnType<typeof roundsCity>): string => {
  const id = futian.plan();
  if (typeof id !== 'string') throw new Error(id.words.en);
  futian.given(officer, 'rounds.AcceptRounds', { id });
  return id;
};
const roundOf = (board: RoundRow, visit: string) =>
  board.lines.find(({ stops }) => stops.some((stop) => stop.visit === visit))?.member;
const sequence = (board: RoundRow) => board.lines.map(({ stops }) => stops.map(({ visit }) => visit));

function morning(n = 8, crew?: Parameters<typeof roundsCity>[0]) {
  const futian = roundsCity(crew);
  for (let house = 1; house <= n; house++) futian.asks(`v${house}`, home(house));
  return futian;
}

test('rounds are proposed, accepted, and every household is told when somebody comes', () => {
  const futian = morning();
  const id = planned(futian);
  const board: RoundRow = futian.board(id);
  expect(board).toMatchObject({ status: 'running', left: [] });
  expect(sequence(board).flat().sort()).toEqual(['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8']);
  for (let house = 1; house <= 8; house++) {
    const row = futian.visit(`v${house}`);
    expect(row.assignee).toBe(roundOf(board, row.id));
    expect(row.told).toHaveLength(1);
    expect(row.told[0].from <= row.expected.at && row.expected.at <= row.told[0].to).toBe(true);
  }
});

test('urgent insulin goes into the running round: the volunteer has it, the household is told, nobody else changes hands', () => {
  const futian = morning();
  const id = planned(futian);
  const before = sequence(futian.board(id));
  futian.pass(0.25);
  futian.asks('insulin', home(9), { urgent: true, window: { from: futian.now, to: '2022-09-20T05:00:00.000Z' } });
  const board: RoundRow = futian.board(id);
  expect(sequence(board).map((line) => line.filter((visit) => visit !== 'insulin'))).toEqual(before);
  expect(futian.visit('insulin')).toMatchObject({ status: 'assigned', assignee: roundOf(board, 'insulin') });
  expect(futian.visit('insulin').told).toHaveLength(1);
  expect(board.notes.at(-1)).toMatchObject({ type: 'rounds.StopInserted', visit: 'insulin' });
});

test('a move is priced before it is done, keeps every other stop where it is, and is refused where it breaks a rule', () => {
  const futian = morning(6, [{ id: 'li' }, { id: 'sun', area: home(9) }]);
  const id = planned(futian);
  expect(roundOf(futian.board(id), 'v1')).toBe('li');
  expect(futian.when(officer, 'rounds.MoveStop', { id, visit: 'v1', to: 'sun', next: null })).toMatchObject({
    refused: 'stop-does-not-fit',
    value: 'skills',
    words: { en: expect.stringContaining('sun') },
  });
  const last = sequence(futian.board(id))[0]?.[0] as string;
  const [moved] = futian.given(officer, 'rounds.MoveStop', { id, visit: last, to: 'li', next: null });
  expect(moved?.data.after).toBeGreaterThanOrEqual(moved?.data.before);
  expect(sequence(futian.board(id))[0]?.at(-1)).toBe(last);
});

test('nobody skilled, a window that is over too soon, no car: each stop left out says why (K2)', () => {
  const futian = morning(2);
  futian.asks('nurse', home(3), { licences: ['nurse'] });
  futian.asks('soon', home(11), { urgent: true, window: { from: futian.now, to: '2022-09-20T01:01:00.000Z' } });
  futian.asks('dialysis', home(4), { kind: 'medical-trip', to: futian.hospital });
  const id = planned(futian);
  const left = new Map((futian.board(id) as RoundRow).left.map(({ visit, why }) => [visit, why[0]]));
  expect(left.get('nurse')).toMatchObject({ rule: 'skill', words: { en: 'li lacks nurse.' } });
  expect(left.get('soon')).toMatchObject({ rule: 'window' });
  expect(left.get('dialysis')).toMatchObject({ rule: 'skill', words: { en: 'li lacks a car.' } });
});

test('a positive and a contact never share the car, and it is cleaned before it goes to the clean (E3)', () => {
  const futian = roundsCity([{ id: 'chen', licences: ['driver-b1'] }]);
  futian.given(officer, 'cases.Say', { household: home(1) });
  futian.given(officer, 'contacts.Say', { household: home(2) });
  const there = { kind: 'transfer', to: futian.hospital };
  futian.asks('ill', home(1), there);
  futian.asks('near', home(2), there);
  futian.asks('ride', home(3), { ...there, kind: 'medical-trip' });
  const id = planned(futian);
  const board: RoundRow = futian.board(id);
  expect(board.left).toEqual([]);
  let aboard: string | undefined;
  for (const { visit, leg } of board.lines[0]?.stops ?? []) {
    if (leg === 'pickup') {
      expect(aboard).toBeUndefined();
      aboard = visit;
    } else aboard = undefined;
  }
  const first = board.lines[0]?.stops.map(({ visit }) => visit).indexOf('ill') as number;
  expect(first).toBe(4);
});

test('a stop nobody made is late, the rest is planned again, few change hands, and those concerned are told', () => {
  const futian = morning(10);
  const id = planned(futian);
  futian.pass(3);
  const board: RoundRow = futian.board(id);
  expect(board.late.length).toBeGreaterThan(0);
  const mended = board.notes.filter(({ type }) => type === 'rounds.RoundsReplanned');
  expect(mended.length).toBeGreaterThan(0);
  for (const { changes } of mended)
    expect(changes.filter(({ kind }) => kind === 'moved').length).toBeLessThanOrEqual(board.sheet.terms.moves);
  const late = futian.visit(board.late[0] as string);
  expect(late.told.length).toBeGreaterThan(1);
  expect(late.expected.at >= board.notes[0]!.at).toBe(true);
});

test('what is done leaves the plan; what could not be done opens the way for the next', () => {
  const futian = morning(4, [{ id: 'li' }]);
  const id = planned(futian);
  const [first, second] = sequence(futian.board(id))[0] as string[];
  futian.given(li, 'visits.StartVisit', { id: first });
  expect(futian.when(officer, 'rounds.MoveStop', { id, visit: first, to: 'li', next: null })).toMatchObject({
    refused: 'stop-begun',
  });
  futian.given(li, 'visits.CompleteVisit', { id: first, outcome: 'done', heard: true, proof: { note: 'ok' } });
  futian.given(li, 'visits.FailVisit', { id: second, reason: 'no-answer' });
  const board: RoundRow = futian.board(id);
  expect(board.begun).toMatchObject({ [first as string]: { what: 'done' }, [second as string]: { what: 'missed' } });
  expect(board.notes.at(-1)?.type).toMatch(/Replanned|Inserted/);
});

test('nobody goes beyond the caseload cap, and nobody on rest is in a round (K3, H12)', () => {
  const futian = morning(8, [{ id: 'li' }]);
  futian.given(officer, 'crew.UpdateMember', { member: 'li', reason: 'new here', changes: { maxHouseholds: 3 } });
  const id = planned(futian);
  const board: RoundRow = futian.board(id);
  expect(board.lines[0]?.stops).toHaveLength(3);
  expect(board.left).toHaveLength(5);
  expect(board.left[0]?.why[0]?.rule).toBe('stops');
  futian.given(li, 'crew.EndShift', { member: 'li', at: futian.now });
  futian.given(officer, 'rounds.DiscardRounds', { id, reason: 'shift over' });
  expect(futian.plan()).toMatchObject({ refused: 'nobody-on-shift' });
});

test('an appointment on the other side of a closed bridge is left out, and the bridge is the reason', () => {
  const futian = roundsCity([{ id: 'chen', licences: ['driver-b1'] }]);
  futian.asks('food', home(1));
  futian.asks('dialysis', home(2), { kind: 'medical-trip', to: futian.hospital });
  const id = futian.plan((sheet) => {
    const size = sheet.points.length;
    const hospital = sheet.tasks.find(({ visit }) => visit === 'dialysis')?.to as number;
    const cell = (n: number) => {
      const [a, b] = [Math.floor(n / size), n % size];
      return a === b ? 0 : a === hospital || b === hospital ? unreachable : 300;
    };
    const all = Array.from({ length: size * size }, (_, n) => cell(n));
    return { ...sheet, streets: { size, foot: all, car: all } };
  });
  const [left] = (futian.board(id as string) as RoundRow).left;
  expect(left).toMatchObject({
    visit: 'dialysis',
    why: [{ rule: 'no-way', words: { en: expect.stringContaining('closed') } }],
  });
});

test('no transfer breaks the driving hours: what would is left out, and that is the reason (E4)', () => {
  const futian = roundsCity([{ id: 'chen', licences: ['driver-b1'] }]);
  futian.asks('near', home(1), { kind: 'transfer', to: home(2) });
  futian.asks('far', home(1), { kind: 'transfer', to: futian.hospital });
  const id = futian.plan((sheet) => {
    const size = sheet.points.length;
    const there = sheet.tasks.find(({ visit }) => visit === 'far')?.to as number;
    const all = Array.from({ length: size * size }, (_, n) => {
      const [a, b] = [Math.floor(n / size), n % size];
      return a === b ? 0 : a === there || b === there ? 2 * 3600 : 60;
    });
    return { ...sheet, terms: { ...sheet.terms, driving: 1 }, streets: { size, foot: all, car: all } };
  });
  const board: RoundRow = futian.board(id as string);
  expect(sequence(board).flat()).toEqual(['near', 'near']);
  expect(board.left).toMatchObject([{ visit: 'far', why: [{ rule: 'driving' }] }]);
});

test('more than one can carry is refused with the rule, before a checker has to (G3)', () => {
  const futian = morning(12);
  for (let house = 1; house <= 4; house++) futian.asks(`w${house}`, home(house, 102));
  const id = planned(futian);
  const [from, to] = futian.board(id).lines.map(({ member }: { member: string }) => member);
  const stops = sequence(futian.board(id))[0] as string[];
  const outcomes = stops.map((visit) => futian.when(officer, 'rounds.MoveStop', { id, visit, to, next: null }));
  expect(from).not.toBe(to);
  expect(outcomes.find((outcome) => 'refused' in outcome)).toMatchObject({
    refused: 'stop-does-not-fit',
    value: 'load',
  });
});

test('work is spread: two on foot share what one could do alone', () => {
  const futian = morning(12);
  const board: RoundRow = futian.board(planned(futian));
  const [a, b] = board.lines.map(({ stops }) => stops.length) as [number, number];
  expect(Math.abs(a - b)).toBeLessThanOrEqual(4);
});
