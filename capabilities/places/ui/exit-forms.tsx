import * as z from 'zod';
import { useCommand } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import * as model from '../model.ts';
import { EXITS } from './kinds.ts';

/** An exit that the register lacks. */
export function AddExitForm({ path, onDone, onCancel }: { path: string; onDone(): void; onCancel(): void }) {
  const add = useCommand('places.AddExit');
  return (
    <Form
      schema={model.addExit}
      command={add}
      submit={{ en: 'Add', zh: '补登' }}
      initial={{ path, kind: 'stair', names: EXITS['stair'] }}
      only={['kind', 'names']}
      fields={{
        kind: {
          label: { en: 'Kind', zh: '类型' },
          as: 'select',
          options: model.EXIT_KINDS.map((value) => ({ value, label: EXITS[value] ?? value })),
        },
        names: { label: { en: 'Name', zh: '名称' }, hint: { en: 'As people there call it', zh: '当地人的叫法' } },
        'names.zh': { label: { en: 'In Chinese', zh: '中文' }, half: true },
        'names.en': { label: { en: 'In English', zh: '英文' }, half: true },
      }}
      onCancel={onCancel}
      onDone={onDone}
    />
  );
}

const withReason = model.recordExit.extend({ note: z.string().trim().min(1).max(500) });

/** From an office, an exit is called blocked or clear only with the reason. */
export function RecordExitForm({
  path,
  exit,
  clear,
  onDone,
  onCancel,
}: {
  path: string;
  exit: string;
  clear: boolean;
  onDone(): void;
  onCancel(): void;
}) {
  const record = useCommand('places.RecordExit');
  return (
    <Form
      schema={withReason}
      command={record}
      submit={clear ? { en: 'It is clear again', zh: '已恢复畅通' } : { en: 'It is blocked', zh: '已被堵塞' }}
      initial={{ path, exit, clear }}
      only={['note']}
      fields={{
        note: {
          label: clear
            ? { en: 'Who cleared it, who looked', zh: '谁清理、谁现场查看' }
            : { en: 'What blocks it, who saw it', zh: '被什么堵塞、谁看到' },
          as: 'long',
        },
      }}
      onCancel={onCancel}
      onDone={onDone}
    />
  );
}

/** An exit written down by mistake; one that somebody has looked at stays. */
export function RemoveExitForm({
  path,
  exit,
  onDone,
  onCancel,
}: {
  path: string;
  exit: string;
  onDone(): void;
  onCancel(): void;
}) {
  const remove = useCommand('places.RemoveExit');
  return (
    <Form
      schema={model.removeExit}
      command={remove}
      submit={{ en: 'Take it off the register', zh: '撤销登记' }}
      initial={{ path, exit }}
      only={['reason']}
      fields={{ reason: { label: { en: 'How we know that it is not there', zh: '如何确认没有此出口' }, as: 'long' } }}
      onCancel={onCancel}
      onDone={onDone}
    />
  );
}
