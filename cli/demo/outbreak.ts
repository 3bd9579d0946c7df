import { dayOf } from '../../kernel/time.ts';
import type { Demo } from './demo.ts';
import { sceneOf } from './scene.ts';
import { LAST, prepare } from './story.ts';
import { begin, evening, morning } from './story-days.ts';
import { tellVillage } from './village.ts';

const WORDS = { en: 'The outbreak, day by day', zh: '疫情经过（逐日）' };

/** The outbreak in progress, by commands of the people of the demo: fifteen days, each a morning and an evening. */
export async function tellStory(demo: Demo): Promise<void> {
  const scene = sceneOf(demo, dayOf('2022-10-24T00:00:00.000Z', demo.city.zone));
  if (demo.size === 'village') return tellVillage(scene);
  const story = prepare(scene);
  for (let n = 0; n <= LAST; n++) {
    demo.step(WORDS, 2 * n, 2 * LAST + 1);
    if (n === 0) await begin(scene, story);
    await morning(scene, story, n);
    if (n === LAST) return;
    await scene.settle();
    demo.step(WORDS, 2 * n + 1, 2 * LAST + 1);
    await evening(scene, story, n);
    // what ends or is cleared at 24:00
    await scene.goTo(n + 1, '00:04');
    await scene.settle();
  }
}
