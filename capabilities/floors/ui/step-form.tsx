import type { UsedCommand } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { doStep, type FloorRow } from '../model.ts';
import { words } from './words.ts';

/** A step is done with its result. Loaded when opened. */
export default function StepForm({
  row,
  step,
  command,
  onDone,
}: {
  row: FloorRow;
  step: string;
  command: UsedCommand;
  onDone(): void;
}) {
  return (
    <Form
      schema={doStep}
      command={command}
      initial={{ id: row.id, area: row.area, step }}
      only={['result']}
      submit={{ en: words.en.save, zh: words.zh.save }}
      onDone={onDone}
      fields={{ result: { label: { en: words.en.result, zh: words.zh.result }, as: 'long' } }}
    />
  );
}
