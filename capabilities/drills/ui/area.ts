import type { Row } from '../../../kernel/capability.ts';
import { ancestorAt } from '../../../kernel/place.ts';
import { useRows, useSession } from '../../../kit/client.tsx';

/** The district a review belongs to, whose offices own its findings: the reader's own, else the first there is. */
export function useReviewArea(): string | undefined {
  const { area } = useSession();
  const own = area ? ancestorAt(area, 'district') : undefined;
  const districts = useRows<Row>('places.places', own ? undefined : { where: { level: ['district'] }, limit: 1 });
  return own ?? districts.rows[0]?.id;
}
