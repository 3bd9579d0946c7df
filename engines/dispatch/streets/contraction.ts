import type { Arcs } from './arcs.ts';
import { Heap } from './heap.ts';
import { Rows } from './rows.ts';

/** Arcs a search for a detour looks at before it gives up and a shortcut is made: when weighing, and when taking. */
const WEIGHING = 60;
const TAKING = 300;
