import { expect, test } from 'vitest';
import { axe, screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();

test('a trainer plays a drill live; nothing of it is in the city; the score sheet is taken over, a finding has an owner and a deadline, and evidence closes it', async () => {
  const trainer = city.as('trainer');
  const hq = city.as('hq');
  const before = await trainer.get<{ events: number }>('/healthz');

  // given a drill chosen from the list
  const page = await trainer.opens('/drills', { lang: 'en' });
  await page.getByRole('button', { name: /handed on and on/ }).click();
  await page.getByText('A life in danger').waitFor();
  await screenshot(page, 'story-drill-choose', true);

  // when it is played, both tracks move before its end
  await page.getByRole('button', { name: 'Play this drill' }).click();
  await page.getByRole('heading', { name: 'Outbreak control' }).first().waitFor();
  const busy = await trainer.send('POST', '/api/drills/runs', { scenario: 'xian-door-2022' });
  expect(busy.body.refused ?? busy.body.refusal?.refused).toBe('drill-busy');

  // then it is scored, and no event of it is here
  await page.getByRole('heading', { name: 'Score sheet' }).waitFor({ timeout: 240_000 });
  await page.getByText(/none in this city/).waitFor();
  expect(await hq.rows('drills.drills')).toEqual([]);
  expect((await trainer.get<{ events: number }>('/healthz')).events - before.events).toBeLessThan(20);
  await screenshot(page, 'story-drill-sheet', true);
  expect(await axe(page)).toEqual([]);

  // when the trainer takes it over, each missed target is a duty
  await page.getByRole('button', { name: 'Take over into the review' }).click();
  await page.getByText(/findings? (is a duty|are duties) now/).waitFor();
  const findings = await until(async () => {
    const rows = await hq.rows<{ id: string; status: string; line: string }>('drills.findings');
    return rows.length > 0 ? rows : undefined;
  }, 'the findings are recorded');
  const duties = await until(async () => {
    const rows = await hq.rows<{ clock: string; subject: string; owner: { role: string }; dueAt: string }>(
      'duties.duties',
    );
    const mine = rows.filter(({ clock }) => clock.startsWith('drill.finding.'));
    return mine.length === findings.length ? mine : undefined;
  }, 'each is a duty');
  for (const { owner, dueAt } of duties) {
    expect(owner.role).toMatch(/^(hq|officer|investigator)$/);
    expect(dueAt > (await city.now())).toBe(true);
  }

  // headquarters closes one with evidence
  const desk = await hq.opens('/drills', { lang: 'en' });
  await desk.getByRole('tab', { name: /Findings/ }).click();
  await desk.getByRole('row').nth(1).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('What was changed, and how it was seen to work').fill('A second line was rented and tried.');
  await dialog.getByRole('button', { name: 'Close with evidence' }).click();
  await desk.getByText('Closed with its evidence.').waitFor();
  await screenshot(desk, 'story-drill-findings', true);
  const open = await hq.rows<{ status: string }>('drills.findings', { status: 'open' });
  expect(open).toHaveLength(findings.length - 1);
  const [drill] = await hq.rows<{ open: number; findings: number }>('drills.drills');
  expect(drill).toMatchObject({ findings: findings.length, open: findings.length - 1 });

  // a drill can be stopped, and is then not scored
  const { body } = await trainer.send('POST', '/api/drills/runs', { scenario: 'xian-door-2022' });
  await trainer.send('POST', `/api/drills/runs/${body.id}/stop`);
  const stopped = await until(async () => {
    const run = await trainer.get<{ state: string; result: unknown }>(`/api/drills/runs/${body.id}`);
    return run.state === 'running' ? undefined : run;
  }, 'the drill has stopped');
  expect(stopped).toMatchObject({ state: 'cancelled', result: null });
});
