/**
 * Which capability may import which doors (capabilities/x/index.ts). Acyclic; the import check is made from it.
 * Upstream never knows who listens: `cases` does not import `contacts`; `contacts` reacts to its events.
 */
export const needs: Record<string, string[]> = {
  places: [],
  people: ['places'],
  crew: ['places', 'people'],
  editions: ['places'],
  cases: ['places', 'people', 'editions'],
  imports: ['places', 'people', 'editions', 'cases'],
  arrivals: ['places', 'people', 'editions'],
  contacts: ['places', 'people', 'editions', 'cases'],
  stays: ['places', 'people', 'crew', 'editions', 'cases', 'contacts'],
  zones: ['places', 'people', 'crew', 'editions', 'cases', 'stays'],
  signals: ['places', 'editions', 'cases', 'requests', 'duties'],
  coverage: ['places', 'editions', 'signals'],
  transmission: ['places', 'editions', 'cases', 'signals'],
  warnings: ['places', 'editions', 'cases', 'signals'],
  requests: ['places', 'people', 'crew', 'stays', 'zones', 'duties'],
  laboratory: ['places', 'people', 'cases'],
  entry: ['places', 'people', 'stays', 'zones'],
  desk: ['requests', 'people', 'places', 'crew'],
  doorstep: ['places', 'people', 'crew', 'editions', 'stays', 'zones', 'requests', 'visits', 'entry'],
  visits: ['places', 'people', 'crew', 'requests', 'stays', 'zones'],
  rounds: ['places', 'people', 'crew', 'stays', 'cases', 'contacts', 'visits'],
  duties: ['places'],
  reserves: ['places'],
  drills: ['duties', 'editions'],
  oversight: ['places', 'people', 'editions', 'stays', 'zones', 'requests'],
  inspections: ['places'],
  situation: ['places', 'people', 'cases', 'contacts', 'stays', 'zones', 'requests', 'visits', 'duties'],
  floors: ['places', 'editions', 'cases', 'situation'],
};
