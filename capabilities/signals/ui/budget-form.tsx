import { useCommand } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { useWords } from '../../../kit/words.ts';
import { AreaPick } from '../../places/ui/index.ts';
import { setBudget } from '../model.ts';
import { words } from './words.ts';

/** How many alerts a week can be checked: the bounds follow. Loaded when opened. */
export default function BudgetForm({
  area,
  weekly,
  onDone,
}: {
  area: string | undefined;
  weekly: number | undefined;
  onDone(): void;
}) {
  const t = useWords(words);
  const set = useCommand('signals.SetBudget');
  return (
    <Form
      schema={setBudget}
      command={set}
      initial={{ area, weekly }}
      fields={{
        area: { label: t('area'), pick: AreaPick },
        weekly: { label: t('weekly'), hint: t('weeklyHint') },
      }}
      submit={t('save')}
      onDone={() => {
        toast(t('saved'));
        onDone();
      }}
      onCancel={onDone}
    />
  );
}
