/** The time and the chance of this device; tests have their own. */
export interface Clock {
  /** Milliseconds since 1970, as this device believes. */
  now(): number;
  /** From 0 to below 1. */
  random(): number;
  /**
   * Runs something later, and returns what prevents it.
   * @param idle whether it is no reason to keep a Node process alive
   */
  after(milliseconds: number, run: () => void, idle?: boolean): () => void;
}

export const deviceClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(milliseconds, run, idle) {
    const timer: unknown = setTimeout(run, milliseconds);
    if (idle) {
      // A number in browsers, an object in Node
      (timer as { unref?: () => void }).unref?.();
    }
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};
