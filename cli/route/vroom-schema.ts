import * as z from 'zod';
import { likeliest } from './likeliest.ts';

/** VROOM's input (its API.md, 1.14 and 1.15); unknown keys are refused, see `readInput`. */
const id = z.int().nonnegative();
const seconds = z.int('whole seconds').nonnegative('a time is not negative');
const window = z.tuple([seconds, seconds]).refine(([from, to]) => from <= to, 'a window ends before it begins');
const place = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const amount = z.array(z.int().nonnegative());
const skills = z.array(z.int().nonnegative());
const windows = z
  .array(window)
  .min(1, 'an empty list of windows: leave the key out')
  .refine((all) => all.every(([from], n) => n === 0 || from > all[n - 1]![1]), 'windows ascend and do not meet');

const stop = {
  id,
  description: z.string().optional(),
  location: place.optional(),
  location_index: id.optional(),
  setup: seconds.optional(),
  service: seconds.optional(),
  setup_per_type: z.record(z.string(), seconds).optional(),
  service_per_type: z.record(z.string(), seconds).optional(),
  time_windows: windows.optional(),
};
const terms = { skills: skills.optional(), priority: z.int().min(0).max(100).optional() };
const job = z.strictObject({ ...stop, ...terms, delivery: amount.optional(), pickup: amount.optional() });
const shipment = z.strictObject({
  ...terms,
  amount: amount.optional(),
  pickup: z.strictObject(stop),
  delivery: z.strictObject(stop),
});
const rest = z.strictObject({
  id,
  description: z.string().optional(),
  time_windows: windows.optional(),
  service: seconds.optional(),
  max_load: amount.optional(),
});
const vehicle = z.strictObject({
  id,
  profile: z.string().optional(),
  type: z.string().optional(),
  description: z.string().optional(),
  start: place.optional(),
  start_index: id.optional(),
  end: place.optional(),
  end_index: id.optional(),
  capacity: amount.optional(),
  costs: z
    .strictObject({
      fixed: z.number().nonnegative().optional(),
      per_hour: z.number().nonnegative().optional(),
      per_km: z.number().nonnegative().optional(),
      per_task_hour: z.number().nonnegative().optional(),
    })
    .optional(),
  skills: skills.optional(),
  time_window: window.optional(),
  breaks: z.array(rest).optional(),
  speed_factor: z.number().positive().max(5).optional(),
  max_tasks: z.int().nonnegative().optional(),
  max_travel_time: seconds.optional(),
  max_distance: z.int().nonnegative().optional(),
  steps: z
    .array(
      z.strictObject({
        type: z.enum(['start', 'job', 'pickup', 'delivery', 'break', 'end']),
        id: id.optional(),
        service_at: seconds.optional(),
        service_after: seconds.optional(),
        service_before: seconds.optional(),
      }),
    )
    .optional(),
});
const square = z.array(z.array(z.int().nonnegative()));
const input = z.strictObject({
  jobs: z.array(job).optional(),
  shipments: z.array(shipment).optional(),
  vehicles: z.array(vehicle),
  matrices: z
    .record(z.string(), z.strictObject({ durations: square, distances: square.optional(), costs: square.optional() }))
    .optional(),
});

export type VroomInput = z.infer<typeof input>;
export type VroomVehicle = VroomInput['vehicles'][number];
export type VroomStop = z.infer<typeof job>;

/** Keys VROOM knows and this engine does not keep, with what to do instead. */
const instead: Record<string, string> = {
  options: 'They are for a VROOM server. Give --budget instead.',
  amount: 'Of a job, write "delivery" or "pickup".',
  matrix: 'Write "matrices": {"car": {"durations": ...}}.',
  geometry: 'Ways are not drawn here.',
};

/**
 * Checks a parsed VROOM problem. Throws `vroom-invalid` with every fault in one text: its path, what is wrong, and for a key that
 * nobody knows the one that was probably meant.
 */
export function readInput(value: unknown): VroomInput {
  const read = input.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.flatMap((issue) => {
    const path = issue.path.length > 0 ? issue.path.join('.') : 'the problem';
    if (issue.code !== 'unrecognized_keys') return [`${path}: ${issue.message}`];
    return issue.keys.map((key) => {
      const meant = likeliest(key, keysAt(issue.path));
      return `${path}: unknown key "${key}". ${instead[key] ?? (meant ? `Did you mean "${meant}"?` : 'Leave it out.')}`;
    });
  });
  throw new Error(`vroom-invalid:\n  ${faults.join('\n  ')}`);
}

/** The keys an object at this path may have. */
function keysAt(path: PropertyKey[]): string[] {
  const names = path.filter((part) => typeof part === 'string');
  const last = names.at(-1);
  if (names[0] === 'shipments') return Object.keys(names.length > 1 ? stop : shipment.shape);
  if (names[0] === 'jobs') return Object.keys(job.shape);
  if (names[0] === 'matrices') return ['durations', 'distances', 'costs'];
  if (last === 'breaks') return Object.keys(rest.shape);
  if (last === 'costs') return ['fixed', 'per_hour', 'per_km', 'per_task_hour'];
  if (last === 'steps') return ['type', 'id', 'service_at', 'service_after', 'service_before'];
  return Object.keys(last === 'vehicles' ? vehicle.shape : input.shape);
}
