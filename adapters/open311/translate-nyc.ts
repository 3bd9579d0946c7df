import { classify } from '../../capabilities/requests/index.ts';

/** A row of NYC 311 open data (dataset erm2-nwe9), as in samples/. */
export interface NycRow {
  synthetic_id: string;
  complaint_type: string;
  descriptor: string;
  location_type: string;
  incident_zip: string;
  borough: string;
  community_board: string;
  lat2: string;
  lon2: string;
}

/** The row as the fields of a GeoReport v2 POST: position when it has one, else borough, board and zip as the address. */
export function postOfNyc(row: NycRow, library: Parameters<typeof classify>[0]): Record<string, string> {
  const place: Record<string, string> =
    row.lat2 && row.lon2
      ? { lat: row.lat2, long: row.lon2 }
      : { address_string: [row.community_board, row.borough, row.incident_zip, 'New York'].filter(Boolean).join(', ') };
  return {
    service_code: classify(library, row.complaint_type).code,
    ...place,
    description: [row.complaint_type, row.descriptor, row.location_type].filter(Boolean).join(': '),
    account_id: row.synthetic_id,
  };
}
