import fc from 'fast-check';

/** `npm run test:property`: the same draws every time. `npm run fuzz`: many fresh ones; a failure prints its seed. */
const runs = process.env['TANDEM_FUZZ_RUNS'];
fc.configureGlobal(runs ? { numRuns: Number(runs) } : { numRuns: 100, seed: 20_261_123 });
