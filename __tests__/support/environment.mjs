/**
 * Jest's environment for Node, with an ordinary global object: Jest's own is a proxy behind interceptors, through which all
 * code in a test file's process reaches `Math`, `Buffer` and the like. A third of the time of tests that compute went there.
 */
import { constants, createContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** What Jest replaces by the process's own, since Node's modules give and take those. */
const SHARED = ['Buffer', 'ArrayBuffer', 'Uint8Array'];

export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const plain = createContext(constants.DONT_CONTEXTIFY);
    for (const name of Reflect.ownKeys(this.global))
      if (SHARED.includes(name) || !Object.hasOwn(plain, name))
        Object.defineProperty(plain, name, Object.getOwnPropertyDescriptor(this.global, name));
    plain.global = plain;
    plain.Error.stackTraceLimit = this.global.Error.stackTraceLimit;
    this.context = plain;
    this.global = plain;
    this.moduleMocker = new this.moduleMocker.constructor(plain);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: config.projectConfig, global: plain });
  }
}
