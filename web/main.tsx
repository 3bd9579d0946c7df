import '../kit/css/tokens.css';
import '../kit/css/base.css';
import '../kit/css/parts.css';
import '../kit/css/notes.css';
import '../kit/css/data.css';
import '../kit/css/filters.css';
import '../kit/css/forms.css';
import '../kit/css/pick.css';
import '../kit/css/charts.css';
import '../kit/css/frame.css';
import '../kit/css/start.css';
import '../kit/css/print.css';
import { createRoot } from 'react-dom/client';
import { ClientProvider } from '../kit/client.tsx';
import { App } from './app.tsx';
import { onlineClient } from './client/online.ts';
import { phoneClient } from './client/phone.ts';
import { pageAt } from './menu.ts';
import { applyTheme } from './theme.ts';

applyTheme();
// beside the session's answer, not after it; whoever may not see the page has fetched a script in vain
void pageAt(location.pathname)?.load();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <ClientProvider client={phoneClient(onlineClient())}>
    <App />
  </ClientProvider>,
);
