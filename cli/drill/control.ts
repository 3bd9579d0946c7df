import { addDays, dayOf, daysBetween } from '../../kernel/time.ts';
import type { Act } from '../demo/scene.ts';
import { as, type Play, personOf, type Sample, simulatedDay } from './play.ts';

const HOTEL_LABEL = '居家 / at home';
const LABORATORY = '区疾控实验室 / District laboratory';
const HOTLINE = '0755-12345';

/** Those who fell ill today and ask for a test; whoever stays has a test on the days of the order. */
export async function takeSamples(play: Play): Promise<void> {
  const { scene, text } = play;
  for (const person of play.ill.splice(0)) {
    if (play.cases.has(person) || play.laboratory.some((each) => each.person === person)) continue;
    if (scene.chance(`${text.seed}/seeks ${person}`).next() < text.people.seeks) play.laboratory.push({ person });
  }
  const due = await scene.look<{ id: string; person: string; tests: { day: string; result: string | null }[] }>({
    view: 'stays.orders',
    where: { status: 'open', nextTest_to: `${scene.today()}~` },
    limit: 5000,
    order: 'id',
  });
  for (const { id, person, tests } of due) {
    const number = play.numbers.get(person);
    const days = tests.flatMap(({ day, result }) => (result === null && day <= scene.today() ? [day] : []));
    if (number === undefined || days.length === 0 || play.laboratory.some((each) => each.stay?.id === id)) continue;
    play.laboratory.push({ person: number, stay: { id, days } });
  }
}

/** The laboratory: as many samples as it can, in order; returns what it could still do today. Positive ones become cases. */
export async function readSamples(play: Play, most: number): Promise<number> {
  const done = play.laboratory.splice(0, most);
  play.tally.tests += done.length;
  const positive = done.filter(({ person }) => play.run.look(person).state === 'infectious');
  const tested = done.filter((sample): sample is Required<Sample> => sample.stay !== undefined);
  await play.scene.act(
    tested.flatMap(({ person, stay: { id, days } }) =>
      days.map((day) =>
        as(play, 'investigator', 'stays.RecordTest', {
          id,
          day,
          result: positive.some((each) => each.person === person) ? 'positive' : 'negative',
          source: LABORATORY,
        }),
      ),
    ),
  );
  await play.scene.settle();
  await reportCases(
    play,
    positive.map(({ person }) => person),
  );
  return most - done.length;
}

async function reportCases(play: Play, persons: number[]): Promise<void> {
  const { scene, run, text } = play;
  const fresh = [...new Set(persons)].filter((person) => !play.cases.has(person));
  for (const person of fresh) {
    const id = `D-${String(play.cases.size + 1).padStart(4, '0')}`;
    play.cases.set(person, id);
    play.untraced.push({ id, person });
    run.report(person);
    // at home until there is a bed (beds.ts)
    run.hold(person, 'isolated', simulatedDay(play) + text.capacity.isolationDays);
    play.unhoused.push({ id, person, since: scene.now() });
  }
  await scene.act(
    fresh.flatMap((person): Act[] => {
      const who = personOf(play, person);
      const id = play.cases.get(person) as string;
      const stay = play.stays.get(person);
      return [
        as(play, 'investigator', 'cases.ReportCase', {
          id,
          area: who.household,
          household: who.household,
          person: who.id,
          disease: text.disease,
          name: who.name,
          sex: who.sex,
          age: who.age,
          birth: who.birth,
          ...(who.phone ? { phone: who.phone } : {}),
          onset: scene.today(),
          detectedOn: scene.today(),
          reportedOn: scene.today(),
          classification: 'suspected',
          origin: 'local',
          source: stay ? 'contact-tracing' : 'fever-clinic',
        }),
        as(play, 'investigator', 'cases.ClassifyCase', {
          id,
          classification: 'confirmed',
          severity: 'mild',
          evidence: { kind: 'laboratory', at: scene.now(), signer: LABORATORY },
        }),
      ];
    }),
  );
}

/** Cases are notified once the hours the city needs for it have passed. */
export async function notifyCases(play: Play): Promise<void> {
  const { scene, text } = play;
  const open = (await cases(play)).filter(
    (row) =>
      !row.notifiedAt && Date.parse(scene.now()) - Date.parse(row.reportedAt) >= text.capacity.notifyHours * 3.6e6,
  );
  await scene.act(
    open.map(({ id }) =>
      as(play, 'investigator', 'cases.NotifyCase', {
        id,
        at: scene.now(),
        to: '中国疾病预防控制信息系统 / CISDCP',
        reference: `EX-${id}`,
      }),
    ),
  );
}

export const cases = (play: Play) =>
  play.scene.look<{
    id: string;
    area: string;
    household?: string;
    reportedOn: string;
    reportedAt: string;
    notifiedAt?: string;
  }>({
    view: 'cases.cases',
    where: { status: 'open' },
    limit: 20_000,
    order: 'id',
  });

/** Interviews, as many as there are tracers for: household, class or team; each contact is listed, told and asked to stay. */
export async function trace(play: Play): Promise<void> {
  const { scene, text, ground, run } = play;
  const today = play.untraced.splice(0, text.capacity.interviews);
  const acts: Act[] = [];
  for (const { id, person } of today) {
    const chance = scene.chance(`${text.seed}/trace ${id}`);
    const home = play.homes.get(personOf(play, person).household);
    const family = (home?.members ?? []).flatMap(({ id: path }) => play.numbers.get(path) ?? []);
    const others = unitMates(play, person).filter(() => chance.next() < text.capacity.found);
    const found = [...new Set([...family, ...others])].filter(
      (each) => each !== person && !play.cases.has(each) && !play.stays.has(each),
    );
    acts.push(
      as(play, 'investigator', 'cases.RecordCoreInvestigation', {
        id,
        contactsNamed: found.length,
        sourceOfInfection: 'under-investigation',
      }),
      as(play, 'investigator', 'cases.ReportInvestigation', {
        id,
        summary: '演练：密接已判定 / exercise: contacts assessed.',
        sourceOfInfection: 'unknown',
      }),
    );
    for (const each of found) acts.push(...contactActs(play, id, each, '同住或同班组 / same home, class or team'));
  }
  await scene.act(acts);
  await scene.settle();
  await heldNow(play, run, ground);
}

/** Lists a contact and orders the stay the edition gives it. */
export function contactActs(play: Play, source: string, person: number, criterion: string): Act[] {
  const { scene, text } = play;
  const who = personOf(play, person);
  const id = `C-${person}`;
  play.stays.set(person, { id: `S-${person}`, endsAt: '' });
  play.untold.push(id);
  const { id: owner, name } = scene.as('investigator');
  return [
    as(play, 'investigator', 'contacts.ListContact', {
      id,
      case: source,
      disease: text.disease,
      area: who.household,
      household: who.household,
      person: who.id,
      name: who.name,
      sex: who.sex,
      birth: who.birth,
      ...(who.phone ? { phone: who.phone } : {}),
      class: 'contact.close',
      criterion,
      lastExposure: addDays(scene.today(), -1),
      owner: { id: owner, name },
    }),
    as(play, 'investigator', 'stays.OrderStay', {
      id: `S-${person}`,
      person: who.id,
      household: who.household,
      disease: text.disease,
      class: 'contact.close',
      place: who.household,
      evidence: [{ kind: 'contact', id, source: '密接登记 / contact record', signer: name, at: scene.now() }],
      service: {
        carer: 'grid',
        supplies: '每两日送菜到门口 / a box at the door every second day',
        medical: '街道社康中心，急救120 / street clinic, ambulance 120',
        hotline: HOTLINE,
      },
      assessment: '经评估具备居家隔离条件 / assessed: fit to stay at home',
    }),
    as(play, 'investigator', 'contacts.TransferContact', { id, at: scene.now(), to: HOTEL_LABEL }),
  ];
}

/** Contacts waiting are told, when a line or a visit reaches them. */
export async function tellContacts(play: Play): Promise<void> {
  // who became a case meanwhile is told as one
  const waiting = play.untold.splice(0).filter((id) => !play.cases.has(Number(id.slice(2))));
  const { scene, text } = play;
  const acts: Act[] = [];
  for (const id of waiting) {
    const who = personOf(play, Number(id.slice(2)));
    const reached =
      play.dead.has(who.household) === false && scene.chance(`${text.seed}/told ${id} ${play.day}`).next() < 0.92;
    if (!reached) play.untold.push(id);
    acts.push(
      as(play, 'investigator', 'contacts.NotifyContact', {
        id,
        at: scene.now(),
        channel: who.phone ? 'phone' : 'visit',
        reached,
      }),
    );
  }
  await scene.act(acts);
}

/** Follow-up checks of the day. */
export async function followContacts(play: Play): Promise<void> {
  const due = await play.scene.look<{ id: string; person: string }>({
    view: 'contacts.contacts',
    where: { status: 'open', nextDue: play.scene.today() },
    limit: 5000,
    order: 'id',
  });
  const most = Math.max(0, play.text.capacity.checks);
  await play.scene.act(
    due.slice(0, most).map(({ id, person }) => {
      const number = play.numbers.get(person) ?? 0;
      const ill = play.run.look(number).ill;
      return as(play, 'investigator', 'contacts.RecordFollowUp', {
        id,
        day: play.scene.today(),
        outcome: ill ? 'seen-ill' : 'seen-well',
        ...(ill ? { symptoms: ['发热'] } : {}),
      });
    }),
  );
}

/** The simulation holds those who stay and comply until the order's end, and lets go whose order ended before. */
export async function heldNow(play: Play, run = play.run, ground = play.ground): Promise<void> {
  const rows = await play.scene.look<{ id: string; person: string; endsAt: string; status: string }>({
    view: 'stays.orders',
    limit: 20_000,
    order: 'id',
  });
  for (const { id, person, endsAt, status } of rows) {
    const number = play.numbers.get(person);
    const known = number === undefined ? undefined : play.stays.get(number);
    if (number === undefined || !known || ground.people[number] === undefined) continue;
    if (status === 'open' && known.endsAt !== endsAt) {
      play.stays.set(number, { id, endsAt });
      const days = daysBetween(play.scene.today(), dayOf(endsAt, play.scene.city.zone));
      if (play.scene.chance(`${play.text.seed}/complies ${number}`).next() < play.text.people.complies)
        run.hold(number, 'quarantined', simulatedDay(play) + Math.max(1, days));
    } else if (status !== 'open' && known.endsAt !== 'ended') {
      play.stays.set(number, { id, endsAt: 'ended' });
      if (!play.cases.has(number)) run.release(number);
    }
  }
}

/** Others of the person's class, team or ward. */
function unitMates(play: Play, person: number): number[] {
  const { city } = play;
  const unit = city.unit[person] as number;
  return unit < 0 ? [] : [...city.members.subarray(city.unitStart[unit], city.unitStart[unit + 1])];
}
