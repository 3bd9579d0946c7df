import { Link } from 'wouter';
import type { Words } from '../../../kernel/refusal.ts';
import { useGet } from '../../../kit/client.tsx';
import { Icon } from '../../../kit/icon.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Card, Refusal, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { EMERGENCY, SERVICE_LINE, words } from './words-home.ts';

interface Notice { id: string; names: Words; startsAt: string; endsAt: string; explanation: Words; hotline: string }

/** For anybody: what Tandem is, where restrictions are in force, whom to call. Nothing here needs an account. */
export default function Visitor() {
  const t = useWords(words);
  const notices = useGet<{ rows: Notice[] }>('/api/situation/notices', 'zones.zones');
  return (
    <Page title={t('visitorTitle')} lead={t('visitorLead')} width="narrow" actions={<Link className="button main normal" href="/sign-in"><span>{t('signIn')}</span></Link>}>
      <Stack>
        <div className="row">
          <a className="button bad large" href={`tel:${EMERGENCY}`}><Icon name="phone" /><span>{t('emergency')} {EMERGENCY}</span></a>
          <a className="button plain large" href={`tel:${SERVICE_LINE}`}><Icon name="phone" /><span>{t('serviceLine')} {SERVICE_LINE}</span></a>
        </div>
        <Card track="control" title={t('zones')}>
          {notices.loading ? <Waiting rows={2} /> : notices.refusal ? <Refusal refusal={notices.refusal} onAgain={notices.again} /> : notices.data?.rows.length ? (
            <ul>{notices.data.rows.map((row) => <li key={row.id}><strong>{say(row.names)}</strong> · {t('ends', { at: when(row.endsAt) })}<br />{say(row.explanation)} <a href={`tel:${row.hotline}`}>{row.hotline}</a></li>)}</ul>
          ) : <p>{t('noZones')}</p>}
        </Card>
      </Stack>
    </Page>
  );
}
