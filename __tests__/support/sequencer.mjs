/** The order of test files: the fault matrix first. Where no run before tells how long each takes, Jest would have it last, in one worker. */
import Sequencer from '@jest/test-sequencer';

const ofFaults = ({ path }) => /[\\/]faults[\\/]/.test(path);

export default class FaultsFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => Number(ofFaults(b)) - Number(ofFaults(a)));
  }
}
