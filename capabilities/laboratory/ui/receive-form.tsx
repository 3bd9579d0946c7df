import { useCommand, useSession } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { useWords } from '../../../kit/words.ts';
import { SEXES } from '../../cases/index.ts';
import { DiseasePick } from '../../editions/ui/index.ts';
import { AreaPick } from '../../places/ui/index.ts';
import { RESULTS, receiveResult } from '../model.ts';
import { words } from './words.ts';

/** A result as the laboratory sent it. Loaded when it is opened: it brings the schemas. */
export default function ReceiveForm({ onDone, onCancel }: { onDone(): void; onCancel(): void }) {
  const t = useWords(words);
  const { area } = useSession();
  const receive = useCommand('laboratory.ReceiveResult');
  const half = { half: true } as const;
  return (
    <Form
      schema={receiveResult}
      command={receive}
      initial={{ area }}
      onDone={onDone}
      onCancel={onCancel}
      submit={t('receive')}
      fields={{
        id: { label: t('id'), ...half },
        laboratory: { label: t('laboratory'), ...half },
        disease: { label: t('disease'), pick: DiseasePick, ...half },
        result: { label: t('result'), options: RESULTS.map((value) => ({ value, label: t(value) })), ...half },
        sampledOn: { label: t('sampledOn'), as: 'day', ...half },
        method: { label: t('method'), ...half },
        name: { label: t('name'), ...half },
        sex: { label: t('sex'), options: SEXES.map((value) => ({ value, label: t(value) })), ...half },
        birth: { label: t('birth'), as: 'day', ...half },
        age: { label: t('age'), ...half },
        phone: { label: t('phone'), as: 'tel', ...half },
        area: { label: t('area'), pick: AreaPick, ...half },
        address: { label: t('address') },
      }}
    />
  );
}
