/** The door of contacts: what other capabilities and adapters may know. */
export { listContact } from './model.ts';
