import { type Act, command, type Scene } from './scene.ts';

interface Crossing {
  id: string;
  area: string;
  steps: { step: string; doneAt: string | null }[];
}

/** What was done at each step of the playbook; the one that is not here is late, as one usually is. */
const RESULTS: Record<string, string> = {
  '1-headquarters': '指挥部会商，明确由值班副区长决策',
  '2-what-if': '比选三个方案，选定划小范围',
  '3-beds': '三日床位够用，第二梯次已通知',
  '5-lifelines': '透析、化疗、用药、配餐逐户核实',
  '6-public': '发布会通报数据与理由',
};

/** Headquarters does what the playbook asks. */
export async function doSteps(scene: Scene): Promise<Act[]> {
  const open = await scene.look<Crossing>({ view: 'floors.crossings', limit: 10, order: 'id' });
  return open.flatMap(({ id, area, steps }) =>
    steps.flatMap(({ step, doneAt }): Act[] => {
      const result = RESULTS[step];
      return doneAt === null && result ? [[command('floors.DoStep', { id, area, step, result }), scene.as('hq')]] : [];
    }),
  );
}
