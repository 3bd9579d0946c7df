/** The door of reserves: places free now and ahead, tests in a day, goods in store. */

export type { RoundRow, SiteRow, StockRow, TestingRow } from './model.ts';
export { type Projection, projection } from './projection.ts';
export { capacityOf, type TestingCapacity } from './testing.ts';
