import { Component, type ReactNode } from 'react';
import { Button, Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.ts';
import { words } from './words.ts';

/** Catches what a page throws; the frame stays, so the reader can go on elsewhere. */
export class Broken extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    return this.state.error ? <BrokenPage error={this.state.error} /> : this.props.children;
  }
}

function BrokenPage({ error }: { error: Error }) {
  const t = useWords(words);
  return (
    <div className="page narrow">
      <Empty icon="alert" title={t('broken')}>
        <p>{t('brokenNote')}</p>
        <p>
          <code>{error.message.slice(0, 300)}</code>
        </p>
        <Button look="main" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      </Empty>
    </div>
  );
}
