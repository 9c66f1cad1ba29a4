// What the tests use of `node:test`, in a page: one after the other, as Node runs those of a file.
const PATIENCE = 10_000;

/** A test that failed, and why. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

type Run = (test: TestContext) => unknown;

let waiting: { name: string; run: Run }[] = [];

export function test(name: string, run: Run): void {
  waiting.push({ name, run });
}

/** Runs the tests that were defined since the last time, and tells how many passed, and which failed. */
export async function runTests(): Promise<{ passed: number; failures: Failure[] }> {
  const tests = waiting;
  waiting = [];
  const failures: Failure[] = [];
  for (const { name, run } of tests) {
    const context = new TestContext();
    try {
      await within(PATIENCE, run(context));
    } catch (error) {
      failures.push({ name, message: String(error) });
    }
    await context.end();
  }
  return { passed: tests.length - failures.length, failures };
}

async function within(milliseconds: number, run: unknown): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done in ${milliseconds} ms`)), milliseconds);
  });
  await Promise.race([run, late]).finally(() => clearTimeout(timer));
}

class TestContext {
  readonly #ends: (() => unknown)[] = [];
  readonly mock = {
    method: (object: Record<string, unknown>, name: string, stand: Function) => {
      const own = object[name];
      const mocked = (...args: unknown[]) => stand(...args);
      const mock = { mockImplementation: (other: Function) => void (stand = other) };
      object[name] = mocked;
      this.after(() => (object[name] = own));
      return Object.assign(mocked, { mock });
    },
  };

  after(end: () => unknown): void {
    this.#ends.push(end);
  }

  async end(): Promise<void> {
    for (const end of this.#ends) {
      await end();
    }
  }
}
