import type { PublicRow } from '../../capabilities/requests/index.ts';
import type { Account } from '../../kernel/actor.ts';
import type { CityPort } from '../../kernel/port.ts';
import { type Document, type Fault, fault, isFaults, type Language } from './translate.ts';
import { asked, type Fields } from './translate-asked.ts';
import { postedUpdate, updated, updates, updatesOf } from './translate-updates.ts';

/** Requests changed in one window; beyond it the client is told to ask for a shorter one. */
const MOST = 5000;

/** GET servicerequestupdates: what happened to public requests between two moments. */
export async function findUpdates(fields: Fields, city: CityPort): Promise<Document | Fault[]> {
  const window = asked(fields, city.now(), city.zone);
  if (isFaults(window)) return window;
  const rows = (await city.look({
    view: 'requests.public',
    ...(window.ids ? { ids: window.ids } : { where: { updatedAt_from: window.from as string } }),
    order: '-updatedAt',
    limit: MOST,
  })) as PublicRow[];
  if (rows.length === MOST)
    return [fault(400, `more than ${MOST} requests changed since start_date; ask for a shorter window`)];
  return updates(updatesOf(rows, window.from ?? '', window.to ?? city.now()));
}

/** POST servicerequestupdates: words added to a public request; OPEN or REOPEN on an answered or closed one opens it again. */
export async function takeUpdate(
  fields: Fields,
  language: Language,
  account: Account,
  city: CityPort,
): Promise<Document | Fault[]> {
  const posted = postedUpdate(fields, city.zone);
  if (isFaults(posted)) return posted;
  const [row] = (await city.look({ view: 'requests.queue', ids: [posted.request], limit: 1 })) as unknown as {
    id: string;
    state: string;
    personal: boolean;
  }[];
  if (!row || row.personal) return [fault(404, `service_request_id ${posted.request} was not found`)];
  const id = posted.ref ? `open311:${account.id}:${row.id}:${posted.ref}`.slice(0, 190) : city.newId();
  const at = posted.at && posted.at <= city.now() ? { happenedAt: posted.at } : {};
  const more = {
    ...(Object.keys(posted.from).length > 0 ? { from: posted.from } : {}),
    ...(posted.mediaUrl ? { mediaUrl: posted.mediaUrl } : {}),
  };
  const outcomes = [
    await city.run(
      { id, ...at, command: 'requests.AddToRequest', input: { id: row.id, text: posted.text, ...more } },
      account,
    ),
  ];
  if (posted.reopens && ['answered', 'closed', 'withdrawn'].includes(row.state)) {
    const reason = posted.text.length > 1000 ? `${posted.text.slice(0, 999)}…` : posted.text;
    outcomes.push(
      await city.run(
        { id: `${id}:again`, ...at, command: 'requests.ReopenRequest', input: { id: row.id, reason } },
        account,
      ),
    );
  }
  const refused = outcomes.find((outcome) => 'refusal' in outcome);
  if (refused && 'refusal' in refused)
    return [fault(400, `${refused.refusal.refused}: ${refused.refusal.words[language]}`)];
  return updated([{ update_id: `${id}:0` }]);
}
