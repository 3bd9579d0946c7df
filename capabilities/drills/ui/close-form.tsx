import type { UsedCommand } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { closeFinding, type FindingRow } from '../model.ts';
import { words } from './words.ts';

const both = (key: 'close' | 'evidence' | 'ref' | 'closedNow') => ({ en: words.en[key], zh: words.zh[key] });

/** A finding ends with evidence. Loaded when opened: it brings the schema with it. */
export default function CloseForm({
  finding,
  command,
  onDone,
}: {
  finding: FindingRow;
  command: UsedCommand;
  onDone(): void;
}) {
  return (
    <Form
      schema={closeFinding}
      command={command}
      initial={{ id: finding.id, area: finding.area }}
      only={['evidence']}
      submit={both('close')}
      onDone={() => {
        toast(both('closedNow'));
        onDone();
      }}
      fields={{
        evidence: { label: both('close') },
        'evidence.note': { label: both('evidence'), as: 'long' },
        'evidence.ref': { label: both('ref') },
      }}
    />
  );
}
