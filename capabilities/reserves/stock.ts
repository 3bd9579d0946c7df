import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { addDays } from '../../kernel/time.ts';
import type { InForce } from '../../protocols/in-force.ts';
import { settingOn } from '../../protocols/read.ts';
import * as model from './model.ts';

type State = model.StockState | undefined;

const unknown = (id: string) =>
  refuse('stock-unknown', id, { en: `No stock ${id}. Set its target first.`, zh: `没有储备 ${id}，请先设定目标。` });

/** What is left after taking from a batch; an empty one goes. */
const taken = (batches: readonly model.Batch[], from: { batch: string; quantity: number }[]): model.Batch[] =>
  batches.flatMap((each) => {
    const quantity = each.quantity - (from.find(({ batch }) => batch === each.batch)?.quantity ?? 0);
    return quantity > 0 ? [{ ...each, quantity }] : [];
  });

function evolve(state: State, { type, data }: Event): State {
  if (type === 'reserves.TargetSet')
    return { area: data.area, item: data.item, target: data.target, batches: state?.batches ?? [] };
  if (!state) return undefined;
  switch (type) {
    case 'reserves.StockReceived': {
      const { batch, quantity, expiresOn } = data as model.ReceiveStock;
      return { ...state, batches: [...state.batches, { batch, quantity, expiresOn }] };
    }
    case 'reserves.StockIssued':
      return { ...state, batches: taken(state.batches, data.from) };
    case 'reserves.BatchEmptied':
      return { ...state, batches: state.batches.filter(({ batch }) => batch !== data.batch) };
    default:
      return state;
  }
}

function receive(state: State, input: model.ReceiveStock, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.batches.some(({ batch }) => batch === input.batch))
    return refuse('batch-exists', input.batch, {
      en: `Batch ${input.batch} is in stock. Give this delivery a number of its own.`,
      zh: `批次 ${input.batch} 已在库，请另取批号。`,
    });
  if (input.expiresOn <= told.today)
    return refuse('batch-expired', input.expiresOn, {
      en: `It expired on ${input.expiresOn}. Send it back.`,
      zh: `该批次已于 ${input.expiresOn} 过期，请退回。`,
    });
  const days = settingOn((told.protocol as InForce).library, 'reserve.rotate.days', told.today);
  if (isRefusal(days)) return days;
  const early = addDays(input.expiresOn, -Number(days.value));
  const rotateBy = early > told.today ? early : told.today;
  return [{ type: 'reserves.StockReceived', area: state.area, data: { ...input, item: state.item, rotateBy } }];
}

/** First what expires first. */
function issue(state: State, input: model.IssueStock, told: Told): Decision {
  if (!state) return unknown(input.id);
  const good = [...state.batches]
    .filter(({ expiresOn }) => expiresOn > told.today)
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1));
  const held = good.reduce((sum, { quantity }) => sum + quantity, 0);
  if (held < input.quantity)
    return refuse('stock-short', input.quantity, {
      en: `${held} are there and in date: ${input.quantity - held} too few. Ask for less, or receive more.`,
      zh: `在库有效 ${held}，还差 ${input.quantity - held}。请减少领用或补库。`,
    });
  let left = input.quantity;
  const from = good.flatMap(({ batch, quantity }) => {
    const part = Math.min(left, quantity);
    left -= part;
    return part > 0 ? [{ batch, quantity: part }] : [];
  });
  const gone = from.filter(({ batch, quantity }) =>
    good.some((each) => each.batch === batch && each.quantity === quantity),
  );
  const { id, to } = input;
  return [
    { type: 'reserves.StockIssued', area: state.area, data: { id, to, from, left: held - input.quantity } },
    ...gone.map(({ batch }) => ({ type: 'reserves.BatchEmptied', area: state.area, data: { id, batch, reason: to } })),
  ];
}

function discard(state: State, input: model.DiscardBatch): Decision {
  if (!state) return unknown(input.id);
  return state.batches.some(({ batch }) => batch === input.batch)
    ? [{ type: 'reserves.BatchEmptied', area: state.area, data: input }]
    : refuse('batch-unknown', input.batch, {
        en: `No batch ${input.batch} in ${input.id}. Look it up beside the stock.`,
        zh: `${input.id} 没有批次 ${input.batch}，请核对。`,
      });
}

const of = (rest: Pick<Command, 'label' | 'input' | 'decide'>): Command<model.StockState, any> => ({
  roles: ['supply', 'hq', 'officer'],
  purpose: 'livelihood',
  stream: (input: { id: string }) => input.id,
  area: (input: { area?: string }, state) => state?.area ?? input.area,
  ...rest,
});

/** A reserve: its target, its batches, what expires first goes first. */
export const stock: StreamKind<model.StockState> = {
  evolve,
  commands: {
    SetReserveTarget: of({
      label: { en: 'Set the target of a reserve', zh: '设定储备目标' },
      input: model.setTarget,
      decide: (_state: State, input: model.SetTarget) => [
        { type: 'reserves.TargetSet', area: input.area, data: input },
      ],
    }),
    ReceiveStock: of({ label: { en: 'Receive stock', zh: '入库' }, input: model.receiveStock, decide: receive }),
    IssueStock: of({
      label: { en: 'Issue stock, first what expires first', zh: '出库（先到期先出）' },
      input: model.issueStock,
      decide: issue,
    }),
    DiscardBatch: of({
      label: { en: 'Hand on or discard a batch', zh: '轮出或报废批次' },
      input: model.discardBatch,
      decide: discard,
    }),
  },
};
