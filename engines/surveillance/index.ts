/**
 * The door of the surveillance engine: what capabilities, screens and the command line may use.
 * One line per file, in the order of the folders; append, never reorder.
 */

export * from './delays/back-projection.ts';
export * from './delays/delay-fit.ts';
export * from './delays/delay-fit-search.ts';
export * from './delays/delay-law.ts';
export * from './delays/interval-fit.ts';
export * from './delays/nowcast.ts';
export * from './delays/reporting-triangle.ts';
export * from './detect/ears.ts';
export * from './detect/farrington/flexible.ts';
export * from './detect/farrington/original.ts';
export * from './forecast/count-scores.ts';
export * from './forecast/endemic-epidemic.ts';
export * from './forecast/endemic-epidemic-fit.ts';
export * from './forecast/forecast-scores.ts';
export * from './numbers/beta.ts';
export * from './numbers/binomial.ts';
export * from './numbers/chi-square.ts';
export * from './numbers/draw.ts';
export * from './numbers/gamma.ts';
export * from './numbers/negative-binomial.ts';
export * from './numbers/normal.ts';
export * from './numbers/poisson.ts';
export * from './numbers/student.ts';
export * from './points/emerging-cluster.ts';
export * from './points/knox.ts';
export * from './scan/satscan.ts';
export * from './scan/satscan-parameters.ts';
export * from './scan/scan.ts';
export { allWindows, liveWindows } from './scan/windows.ts';
export * from './transmission/basic-reproduction.ts';
export * from './transmission/case-reproduction.ts';
export * from './transmission/chains.ts';
export * from './transmission/end-of-outbreak.ts';
export * from './transmission/generation-time.ts';
export * from './transmission/growth.ts';
export * from './transmission/incidence.ts';
export * from './transmission/infectivity.ts';
export * from './transmission/interval-from-pairs.ts';
export * from './transmission/offspring.ts';
export * from './transmission/reproduction.ts';
export * from './transmission/sequential.ts';
export * from './transmission/serial-interval.ts';
export * from './transmission/superspreading.ts';
export * from './transmission/uncertain-interval.ts';
export { type NoEstimate, slidingWindows, type Windows } from './transmission/window.ts';
