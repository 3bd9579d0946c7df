import { parentPort, workerData } from 'node:worker_threads';

/** What the users of `lists` are told: who looks at which lists of which server. */
export interface UsersOrders {
  address: string;
  /** One user each: the lists of the role, and the session. */
  users: { looks: string[]; token: string }[];
  warmSeconds: number;
  seconds: number;
  /** A user looks at something every this many milliseconds, on average. */
  thinkMs: number;
}

/** How long each look took, in milliseconds, by list. */
export interface UsersReport {
  times: Map<string, number[]>;
  /** Answers 429. */
  shed: number;
}

const { address, users, warmSeconds, seconds, thinkMs } = workerData as UsersOrders;
const report: UsersReport = { times: new Map(), shed: 0 };
const warm = performance.now() + warmSeconds * 1000;
const end = warm + seconds * 1000;
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function look(path: string, token: string): Promise<void> {
  const ask = () => fetch(address + path, { headers: { authorization: `Bearer ${token}` } });
  let answer = await ask();
  // who is asked to come again does, and the whole wait counts
  while (answer.status === 429) {
    report.shed++;
    await pause(Number(answer.headers.get('retry-after') ?? 1) * 1000);
    answer = await ask();
  }
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
}

await Promise.all(
  users.map(async ({ looks, token }) => {
    await pause(Math.random() * thinkMs);
    for (let i = 0; performance.now() < end; i++) {
      const path = looks[i % looks.length] as string;
      const begun = performance.now();
      await look(path, token);
      if (begun > warm) report.times.set(path, [...(report.times.get(path) ?? []), performance.now() - begun]);
      await pause(thinkMs * (0.5 + Math.random()));
    }
  }),
);
parentPort?.postMessage(report);
