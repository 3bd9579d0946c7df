import * as z from 'zod';
import { codeOf, type Level } from '../../../kernel/place.ts';
import { useCommand } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import * as model from '../model.ts';
import type { PlaceRow } from '../views.ts';
import { digitsAt, EXITS, KINDS, kindsAt, pathBelow } from './kinds.ts';

const kindField = (level: Level) => ({
  label: { en: 'Kind', zh: '类型' },
  as: 'select' as const,
  half: true,
  options: kindsAt(level).map((value) => ({ value, label: KINDS[value] ?? value })),
});
const common = {
  names: { label: { en: 'Name', zh: '名称' } },
  'names.zh': { label: { en: 'In Chinese', zh: '中文' }, half: true },
  'names.en': { label: { en: 'In English', zh: '英文' }, half: true },
  floors: { label: { en: 'Floors', zh: '楼层数' }, half: true },
  sharedFacilities: { label: { en: 'Shared kitchen or toilet', zh: '共用厨房或卫生间' } },
};

/** Its number makes its path; exits are numbered in the order they are written. */
const newPlace = (digits: number | undefined) =>
  z.strictObject({
    number: z.string().regex(digits ? new RegExp(`^\\d{${digits}}$`) : /^[1-9]\d{0,3}$/),
    kind: model.registerPlace.shape.kind,
    names: model.registerPlace.shape.names,
    floors: model.registerPlace.shape.floors,
    sharedFacilities: z.boolean().default(false),
    exits: z
      .array(
        z.strictObject({
          kind: z.enum(model.EXIT_KINDS),
          zh: z.string().trim().max(40).optional(),
          en: z.string().trim().max(60).optional(),
        }),
      )
      .max(40)
      .default([]),
  });

/** Registers what lies directly in `parent`, at `level`. */
export function RegisterForm({
  parent,
  level,
  onDone,
}: {
  parent: string;
  level: Level;
  onDone(name?: { zh: string; en: string }): void;
}) {
  const register = useCommand('places.RegisterPlace');
  const digits = digitsAt(level);
  const area = digits !== undefined;
  const building = level === 'building' || level === 'estate';
  const schema = newPlace(digits);
  return (
    <Form
      schema={schema}
      submit={{ en: 'Register', zh: '登记' }}
      initial={{ kind: kindsAt(level)[0], exits: [], sharedFacilities: false }}
      only={[
        'number',
        ...(area ? [] : ['kind']),
        'names',
        ...(building ? ['floors', 'exits', 'sharedFacilities'] : []),
      ]}
      onCancel={() => onDone()}
      onSubmit={async ({ number, exits = [], ...rest }: z.input<typeof schema>) => {
        const path = pathBelow(parent, level, number);
        const outcome = await register.run({
          ...rest,
          path,
          ...(area ? { code: codeOf(path) } : {}),
          exits: exits.map(({ kind, zh, en }, i) => ({
            id: `${kind}-${i + 1}`,
            kind,
            names: { zh: zh || EXITS[kind]?.zh || kind, en: en || EXITS[kind]?.en || kind },
          })),
        });
        if (!outcome.ok) return outcome.refusal;
        onDone(rest.names);
        return undefined;
      }}
      fields={{
        ...common,
        number: {
          label: area ? { en: 'Own part of the code', zh: '本级代码' } : { en: 'Number', zh: '编号' },
          hint: area
            ? { en: `${digits} digits of the statistical code`, zh: `统计用区划代码中本级的 ${digits} 位数字` }
            : { en: 'A number that nothing else here has, such as 3', zh: '此处未用过的数字，如 3' },
          half: true,
        },
        kind: kindField(level),
        exits: {
          label: { en: 'Exits', zh: '出口' },
          hint: {
            en: 'Every door, gate, stair and fire lane: a blocked one stops a zone.',
            zh: '逐一登记门、大门、楼梯和消防通道：有堵塞的不得划为管控区域。',
          },
        },
        'exits.kind': {
          label: { en: 'Kind', zh: '类型' },
          as: 'select',
          options: model.EXIT_KINDS.map((value) => ({ value, label: EXITS[value] ?? value })),
        },
        'exits.zh': { label: { en: 'Name in Chinese', zh: '中文名称' }, half: true },
        'exits.en': { label: { en: 'Name in English', zh: '英文名称' }, half: true },
      }}
    />
  );
}

/** A name, the use of a building, its floors. */
export function CorrectForm({ row, onDone }: { row: PlaceRow; onDone(): void }) {
  const correct = useCommand('places.CorrectPlace');
  const area = row.kind === 'area';
  return (
    <Form
      schema={model.correctPlace}
      command={correct}
      submit={{ en: 'Save', zh: '保存' }}
      initial={{
        path: row.id,
        names: row.names,
        kind: row.kind,
        floors: row.floors,
        sharedFacilities: row.sharedFacilities,
      }}
      only={area ? ['names'] : ['names', 'kind', 'floors', 'sharedFacilities']}
      fields={{ ...common, kind: kindField(row.level as Level) }}
      onCancel={onDone}
      onDone={onDone}
    />
  );
}

/** Who is there now, registered or not. */
export function CountForm({ row, onDone }: { row: PlaceRow; onDone(): void }) {
  const count = useCommand('places.CountPresent');
  return (
    <Form
      schema={model.countPresent}
      command={count}
      submit={{ en: 'Save', zh: '保存' }}
      initial={{ path: row.id, ...(row.present === null ? {} : { present: row.present }) }}
      only={['present', 'source']}
      fields={{
        present: {
          label: { en: 'People living or staying here now', zh: '现居住或停留的人数' },
          hint: { en: 'Registered here or not', zh: '不论是否在此登记户籍' },
        },
        source: { label: { en: 'Who counted, and how', zh: '谁统计、如何统计' } },
      }}
      onCancel={onDone}
      onDone={onDone}
    />
  );
}
