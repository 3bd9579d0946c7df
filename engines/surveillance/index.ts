/**
 * The door of the surveillance engine: what capabilities, screens and the command line may use.
 * One line per file, in the order of the folders; append, never reorder.
 */
export * from './detect/ears.ts';
export * from './detect/farrington/flexible.ts';
export * from './detect/farrington/original.ts';
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
