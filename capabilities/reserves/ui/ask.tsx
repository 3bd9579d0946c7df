import { lazy, Suspense } from 'react';
import { Dialog } from '../../../kit/dialog.tsx';
import { Waiting } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import type { Asked } from './asked.ts';
import { type Key, words } from './words.ts';

const AskForm = lazy(() => import('./ask-form.tsx'));

const TITLES: Record<Asked['form'], Key> = {
  site: 'register',
  conversion: 'convert',
  converted: 'done',
  testing: 'registerTesting',
  round: 'round',
  drop: 'drop',
  target: 'setTarget',
  receive: 'receive',
  issue: 'issue',
};

/** The forms bring the schemas with them: loaded when opened. */
export function AskDialog({ asked, onClose }: { asked: Asked; onClose(): void }) {
  const t = useWords(words);
  return (
    <Dialog title={t(TITLES[asked.form])} open onClose={onClose}>
      <Suspense fallback={<Waiting rows={5} />}>
        <AskForm asked={asked} onDone={onClose} />
      </Suspense>
    </Dialog>
  );
}
