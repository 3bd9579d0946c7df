import { expect, test } from 'vitest';
import { axe, screenshot } from '../browser.ts';
import { stage } from './stage.ts';

const city = stage();

test('headquarters asks what if on the wall: today is the start, two plans stand side by side within seconds, and a stricter one costs more days', async () => {
  const hq = city.as('hq');
  const page = await hq.opens('/command', { lang: 'en' });
  await page.getByRole('button', { name: 'What if' }).click();
  const part = page.getByRole('region', { name: 'What if' });
  await part.getByText(/simulated cities in/).waitFor({ timeout: 120_000 });
  await part.getByText(/cases? of the last two weeks/).waitFor();
  for (const chart of ['New infections a day', 'People held apart or at home', 'School days and work days lost a day'])
    await part.getByText(chart).first().waitFor();

  // the same plan twice costs the same, run for run
  const plans = part.getByRole('group');
  for (const lever of ['Testing of the ill', 'Tracing of contacts', 'Schools']) {
    const chosen = await plans.nth(0).getByLabel(lever).inputValue();
    await plans.nth(1).getByLabel(lever).selectOption(chosen);
  }
  await part.getByText(/simulated cities in/).waitFor({ timeout: 120_000 });
  const costOf = async (name: string): Promise<string> =>
    (
      await part
        .getByRole('row', { name: new RegExp(`^${name}`) })
        .getByRole('cell')
        .last()
        .innerText()
    ).trim();
  expect(await costOf('Person-days restricted')).toBe('0');
  expect(await costOf('All together, weighed')).toBe('0');

  // schools closed: more school days lost
  await plans.nth(1).getByLabel('Schools').selectOption('closed');
  await part.getByText(/simulated cities in/).waitFor({ timeout: 120_000 });
  expect(await costOf('School days lost')).toMatch(/^\+/);
  await screenshot(page, 'story-what-if', true);
  expect(await axe(page)).toEqual([]);

  // a disease nobody has parameters for, and an area that is not one's own
  const unknown = await hq.send('GET', '/api/situation/what-if?disease=nobody-measured-it');
  expect(unknown.body.refused ?? unknown.body.refusal?.refused).toBe('what-if-disease');
  const outside = await hq.send('GET', '/api/situation/what-if?area=cn.11&disease=covid-19');
  expect(outside.body.refused ?? outside.body.refusal?.refused).toBe('not-permitted');
});
