import type { UsedCommand } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { useWords } from '../../../kit/words.ts';
import { decideAppeal, type EvidenceKind } from '../model.ts';
import { words } from './words.ts';

/** Decision, reason in both languages, and which evidence was found false. Loaded when an appeal is opened. */
export default function DecideForm({
  command,
  stay,
  appeal,
  grounds,
}: {
  command: UsedCommand;
  stay: string;
  appeal: string;
  grounds: string[];
}) {
  const t = useWords(words);
  const evidence = (key: string): string => {
    const [kind, ...id] = key.split(':');
    return `${t(`evidence.${kind as EvidenceKind}`)} ${id.join(':')}`;
  };
  return (
    <Form
      schema={decideAppeal}
      command={command}
      initial={{ id: stay, appeal, falseEvidence: [] }}
      only={['decision', 'reason', 'falseEvidence']}
      submit={{ en: 'Decide', zh: '作出决定' }}
      onDone={() => toast({ en: 'Decided; the person was told.', zh: '已决定并告知当事人。' })}
      fields={{
        decision: {
          label: { en: 'Decision', zh: '决定' },
          as: 'radio',
          options: {
            overturned: { en: 'Overturn: free at once', zh: '撤销：立即解除' },
            upheld: { en: 'Uphold', zh: '维持' },
          },
        },
        reason: { label: { en: 'Reason', zh: '理由' } },
        'reason.en': { label: 'English' },
        'reason.zh': { label: '中文' },
        falseEvidence: {
          label: { en: words.en.fallsToo, zh: words.zh.fallsToo },
          shown: (values) => values.decision === 'overturned',
          render: ({ id, value, onChange }) => (
            <div id={id} className="stack tight">
              {grounds.map((key) => (
                <label key={key}>
                  <input
                    type="checkbox"
                    checked={((value as string[]) ?? []).includes(key)}
                    onChange={(event) =>
                      onChange(
                        event.target.checked
                          ? [...((value as string[]) ?? []), key]
                          : (value as string[]).filter((each) => each !== key),
                      )
                    }
                  />{' '}
                  {evidence(key)}
                </label>
              ))}
            </div>
          ),
        },
      }}
    />
  );
}
