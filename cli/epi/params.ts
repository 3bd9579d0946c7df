import type { EpiInput } from './input.ts';

type Run = (input: EpiInput) => Record<string, unknown>;

/**
 * One run, and the names of the parameters (and of a population) it had no use for. R's lists carry more than a method needs (`verbose`), so that is
 * no fault; but a slip of the pen (`aplha`) gives the default's result, so it is said.
 */
export function runNoting(run: Run, input: EpiInput): { result: Record<string, unknown>; unread: string[] } {
  const read = new Set<string>();
  const params = new Proxy(input.params, {
    get(target, name, receiver) {
      if (typeof name === 'string') read.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
  const whole = new Proxy(
    { ...input, params },
    {
      get(target, name, receiver) {
        if (name === 'population') read.add('(population)');
        return Reflect.get(target, name, receiver);
      },
    },
  );
  const result = run(whole);
  const unread = Object.keys(input.params).filter((name) => !read.has(name));
  return { result, unread: input.population && !read.has('(population)') ? [...unread, 'population'] : unread };
}
