import { newId, useCommand, useSession } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { useWords } from '../../../kit/words.ts';
import { AreaPick } from '../../places/ui/index.ts';
import { SubjectPick } from '../../signals/ui/index.ts';
import { reportEvent } from '../model.ts';
import { words } from './words.ts';

/** Somebody saw or heard something unusual. Loaded when opened. */
export default function ReportForm({ onDone }: { onDone(id?: string): void }) {
  const t = useWords(words);
  const { area } = useSession();
  const report = useCommand('warnings.ReportEvent');
  return (
    <Form
      schema={reportEvent}
      command={report}
      initial={{ id: `event-${newId()}`, area }}
      only={['area', 'subject', 'what', 'emergedOn']}
      fields={{
        area: { label: t('place'), pick: AreaPick, hint: t('placeHint') },
        subject: { label: t('subject'), pick: SubjectPick },
        what: { label: t('whatHappened'), as: 'long', hint: t('whatHint') },
        emergedOn: { label: t('emergedOn'), as: 'day' },
      }}
      submit={t('report')}
      onDone={(_events, input) => onDone(input.id)}
      onCancel={() => onDone()}
    />
  );
}
