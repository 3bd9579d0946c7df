import { capability as crew } from '../../capabilities/crew/capability.ts';
import { capability as people } from '../../capabilities/people/capability.ts';
import { capability as places } from '../../capabilities/places/capability.ts';
import { capability as visits } from '../../capabilities/visits/capability.ts';
import { type Registry, registryOf } from '../../kernel/registry.ts';

/** What a phone can decide without network. Loaded after the first page, only for those who work in the field. */
export const phoneRegistry = (): Registry => registryOf([places, people, crew, visits]);
