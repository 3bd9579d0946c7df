import type { PickProps } from '../../../kit/pick.tsx';
import { CasePick } from '../../cases/ui/index.tsx';
import { ContactPick } from '../../contacts/ui/index.ts';
import { ZonePick } from '../../zones/ui/index.tsx';
import type { EvidenceKind } from '../model.ts';

/** What a stay rests on: a record of the city is found, a document about the person has a number of its own. */
export function EvidencePick({ kind, ...pick }: PickProps & { kind: EvidenceKind | undefined }) {
  if (kind === 'contact') return <ContactPick {...pick} />;
  if (kind === 'case') return <CasePick {...pick} />;
  if (kind === 'zone') return <ZonePick {...pick} />;
  return (
    <input
      id={pick.id}
      value={pick.value ?? ''}
      aria-invalid={pick.invalid || undefined}
      aria-describedby={pick.describedBy}
      onChange={(event) => pick.onChange(event.target.value || undefined)}
    />
  );
}
