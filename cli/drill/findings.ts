import type { ScoreLine } from '../../protocols/drill.ts';
import { shown } from './picture.ts';
import { as, type Play, type Played } from './play.ts';

/** Every line that missed its target is recorded as a finding, and is a duty with owner and deadline from then on. */
export async function recordFindings(play: Play, sheet: readonly ScoreLine[]): Promise<Played['findings']> {
  const { scene, text, ground } = play;
  const missed = sheet.filter(({ passed }) => passed === false);
  await scene.act(
    missed.map((line) =>
      as(play, 'trainer', 'drills.RecordFinding', {
        id: `${text.id}-${line.id}`,
        area: ground.stage.district,
        drill: text.id,
        track: line.track,
        line: line.id,
        text: {
          en: `${line.names.en}: ${shown(line)}, target ${shown(line, true)}.`,
          zh: `${line.names.zh}：${shown(line)}，目标 ${shown(line, true)}。`,
        },
      }),
    ),
  );
  await scene.settle();
  const duties = await scene.look<{
    id: string;
    area: string;
    subject: string;
    clock: string;
    dueAt: string;
    owner: { level: string; role: string };
  }>({ view: 'duties.duties', limit: 100_000, order: 'id' });
  return duties
    .filter(({ clock }) => clock.startsWith('drill.finding.'))
    .map(({ id, subject, dueAt, owner }) => ({
      id: subject.replace(/^finding\//, ''),
      duty: id,
      dueAt,
      owner: `${owner.level} ${owner.role}`,
    }));
}
