/**
 * Preloaded into the action's process, with `--expose-gc`: collects garbage again and again, so that the peak of memory
 * shows what the action holds and not how long V8 puts its work off.
 */
const { setInterval } = globalThis;
setInterval(() => globalThis.gc(), 50).unref();
