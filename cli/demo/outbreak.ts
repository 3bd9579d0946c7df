import type { Demo } from './seed.ts';

/** The outbreak in progress, by commands of the people of the demo. */
export async function tellStory(demo: Demo): Promise<void> {
  demo.step({ en: 'The outbreak', zh: '疫情经过' }, 0, 1);
  await demo.city.settle();
}
