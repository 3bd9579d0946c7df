import type { Capability } from '../../kernel/capability.ts';
import { type Futian, DISTRICT, expert, household, personOf } from './futian.ts';

/** Contact records as written events, so that these tests hold whatever the contacts capability's own rules ask for. */
export const contacts: Capability = {
  name: 'contacts',
  label: { en: 'Contacts', zh: '密接' },
  streams: { contact: { evolve: (_state, event) => event.data, commands: {} } },
  views: {
    contacts: {
      columns: { case: 'text', status: 'text' },
      reads: {},
      on: {
        'contacts.ContactListed': { key: (event) => event.data.id, fold: (_row, event) => ({ ...event.data, area: event.area, status: 'open' }) },
        'contacts.ContactClosed': { key: (event) => event.data.id, fold: (row) => row && { ...row, status: 'closed' } },
      },
    },
  },
};

let n = 0;
function write(here: Futian, type: string, id: string, area: string, data: object): void {
  const command = `contact-${++n}`;
  here.replica.apply({
    id: `${command}:0`, seq: here.replica.events.length + 1, stream: `contact/${id}`, version: 1, type, data, area,
    actor: { id: expert.id, name: expert.name, role: expert.role, org: expert.org }, purpose: 'control', happenedAt: here.now, recordedAt: here.now, command,
  });
  here.replica.settle(here.now);
}

export const list = (here: Futian, id: string, of: string, at: number, lastExposure: string, personClass = 'contact.close', person = personOf(at)): void =>
  write(here, 'contacts.ContactListed', id, household(at), { id, case: of, disease: 'covid-19', person, household: household(at), class: personClass, criterion: 'same-home', lastExposure });
export const close = (here: Futian, id: string, reason: string): void => write(here, 'contacts.ContactClosed', id, DISTRICT, { id, reason });
