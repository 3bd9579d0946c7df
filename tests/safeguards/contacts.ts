import { expert, type Futian, household, personOf } from './futian.ts';

/** A contact of a case, as an investigator lists it. */
export const list = (
  here: Futian,
  id: string,
  of: string,
  at: number,
  lastExposure: string,
  personClass = 'contact.close',
  person = personOf(at),
): void =>
  void here.given(expert, 'contacts.ListContact', {
    id,
    case: of,
    disease: 'covid-19',
    area: household(at),
    person,
    household: household(at),
    class: personClass,
    criterion: 'same-room family',
    lastExposure,
  });

/** It turned out otherwise, or the person went elsewhere. */
export const close = (here: Futian, id: string, reason: 'not-exposed' | 'handed-over'): void =>
  void here.given(expert, 'contacts.CloseContact', { id, reason });
