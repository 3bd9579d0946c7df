import { dayOf } from '../../../kernel/time.ts';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { Banner, Card } from '../../../kit/parts.tsx';
import { day, when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import type { EditionLine } from '../library.ts';
import { agreeToSwitch } from '../model.ts';
import type { AgreementRow } from '../views.ts';
import { words } from './words.ts';

/** The organisations that stand behind a switch: it takes one beside the government that makes it (SG8). */
export function Agreements({ edition, area }: { edition: EditionLine; area: string }) {
  const t = useWords(words);
  const now = useNow(60_000);
  const { account, can, zone } = useSession();
  const agree = useCommand('editions.AgreeToSwitch');
  const { rows } = useRows<AgreementRow>('editions.agreements', { where: { edition: edition.id } });
  const mine = rows.some((row) => row.by.org.id === account?.org.id);
  return (
    <Card title={t('agreed')}>
      {rows.length === 0 && <Banner tone="warn">{t('agreedNone')}</Banner>}
      {rows.map((row) => (
        <Banner key={row.id} tone="good">
          {half(row.by.org.name)}, {row.by.name}, {when(row.at)} ({t('agreedFrom', { day: day(row.from) })}):{' '}
          {half(row.reason)}
        </Banner>
      ))}
      {!mine && can('investigator', 'officer', 'hq', 'reviewer', 'overseer') && (
        <Form
          schema={agreeToSwitch}
          command={agree}
          submit={t('agree', { org: half(account?.org.name) })}
          initial={{ disease: edition.disease, edition: edition.id, area, from: dayOf(now, zone ?? 'Asia/Shanghai') }}
          only={['from', 'reason']}
          onDone={() => toast(t('agreedDone'))}
          fields={{
            from: { label: t('agreeFrom'), as: 'day', half: true },
            reason: { label: t('agreeWhy'), as: 'long' },
          }}
        />
      )}
    </Card>
  );
}
