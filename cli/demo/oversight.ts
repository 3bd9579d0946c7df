import { person, type Scene } from './scene.ts';

/** An office without the power tries to hold people, again and again: nothing comes of it, and an inspector is called. */
export async function refusedAttempts(scene: Scene, tries: number): Promise<void> {
  const by = person('street-clerk', '罗勇', 'officer', scene.stage.street, {
    id: 'street-office',
    name: '街道办事处 Street office',
    level: 'street',
    kind: 'government',
  });
  const homes = scene.households.filter(({ path }) => path.startsWith(`${scene.stage.street}.`)).slice(0, tries);
  await Promise.all(
    homes.map(({ path }, n) =>
      scene.city.run(
        {
          id: `story-attempt-${scene.today()}-${n}`,
          command: 'stays.OrderStay',
          input: {
            id: `try-${n}`,
            person: `${path}.p1`,
            household: path,
            disease: 'covid-19',
            class: 'contact.close',
            place: path,
            evidence: [],
            service: {},
          },
        },
        by,
      ),
    ),
  );
}

/** The overseer looks into it. */
export async function answerAlarms(scene: Scene): Promise<void> {
  const open = await scene.look<{ id: string }>({
    view: 'oversight.alarms',
    where: { status: 'open' },
    limit: 50,
    order: 'id',
  });
  await scene.send(
    open.slice(0, 1).map(({ id }) => ({
      command: 'oversight.AnswerAlarm',
      input: {
        id,
        finding: 'mistake',
        action: '已约谈街道办，街道无隔离决定权，已组织培训。',
      },
    })),
    scene.as('overseer'),
  );
}

/** People of the offices read what they need; each read leaves a line that the household sees. */
export async function reads(scene: Scene, households: string[]): Promise<void> {
  for (const household of households) {
    await scene.city.reads.list(
      scene.as('desk'),
      'people.persons',
      { view: 'people.persons', within: household },
      'livelihood',
    );
    await scene.city.reads.list(
      scene.as('investigator'),
      'people.persons',
      { view: 'people.persons', within: household },
      'control',
    );
  }
}
