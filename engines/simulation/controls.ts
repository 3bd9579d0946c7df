/** What measures leave open on one day, by area; absent lists: everything. */
export interface Controls {
  any: boolean;
  /** Share of people who stay at home. */
  home: Float32Array | undefined;
  /** Share of contacts kept, by setting. */
  keep: Record<'community' | 'work' | 'school', Float32Array | undefined>;
  /** Share of places shut. */
  shut: Record<'work' | 'school', Float32Array | undefined>;
  /** Share of arrivals stopped. */
  travel: number;
  /** Share of mosquitoes that do not hatch, share of grown ones killed. */
  breeding: Float32Array | undefined;
  kill: Float32Array | undefined;
}
