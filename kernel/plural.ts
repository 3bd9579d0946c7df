/** A count with its English noun: `1 case`, `2 cases`; `many` where an s does not make the plural (`1 person`, `2 people`). */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
