import { type AbortSignalLike, throwIfAborted, untilAborted } from "./abort.js";

interface Run<T> {
  readonly controller: AbortController;
  readonly result: Promise<T>;
  waiting: number;
}

/** Something that runs once for all who ask for it meanwhile, and ends when nobody waits for it. */
export class SharedRun<T> {
  readonly #task: (signal: AbortSignal) => Promise<T>;
  #current: Run<T> | undefined;

  constructor(task: (signal: AbortSignal) => Promise<T>) {
    this.#task = task;
  }

  /** Waits for the run that is under way, or starts one. */
  async join(signal?: AbortSignalLike): Promise<T> {
    throwIfAborted(signal);
    const run = (this.#current ??= this.#start());
    run.waiting++;
    return untilAborted(run.result, signal, () => {
      if (--run.waiting === 0) {
        this.#end(run);
      }
    });
  }

  /** Ends it for everybody. */
  abort(): void {
    if (this.#current) {
      this.#end(this.#current);
    }
  }

  #start(): Run<T> {
    const controller = new AbortController();
    const { signal } = controller;
    const result = untilAborted(this.#task(signal), signal);
    const run = { controller, result, waiting: 0 };
    const over = () => this.#forget(run);
    result.then(over, over);
    return run;
  }

  #end(run: Run<T>): void {
    this.#forget(run);
    run.controller.abort();
  }

  #forget(run: Run<T>): void {
    if (this.#current === run) {
      this.#current = undefined;
    }
  }
}
