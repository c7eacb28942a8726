/**
 * Property tests begin from the same seed in every run, so that nobody's change is refused for a counterexample that has
 * nothing to do with it. `FC_SEED=random` explores, and a number tries again what it found.
 */
import fc from 'fast-check';

const { FC_SEED = '20261124' } = process.env;
if (FC_SEED !== 'random') {
  const seed = Number(FC_SEED);
  if (!Number.isInteger(seed)) throw new Error(`FC_SEED is "random" or an integer, not "${FC_SEED}".`);
  fc.configureGlobal({ seed });
}
