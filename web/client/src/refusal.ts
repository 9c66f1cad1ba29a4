import type { BrokerError } from "./brokerError.js";
import type { Clock } from "./clock.js";
import { beforeNextExchange } from "./waits.js";

/** A failed exchange that still counts: for a while, or for good. */
export class Refusal {
  readonly #clock: Clock;
  readonly #since: number;
  /** For how long nothing is asked, in milliseconds. */
  readonly lasts: number;

  /** @param failures how many exchanges have failed in a row */
  constructor(
    readonly error: BrokerError,
    failures: number,
    clock: Clock,
  ) {
    this.#clock = clock;
    this.#since = clock.now();
    this.lasts = error.final ? Infinity : beforeNextExchange(error, failures, clock);
  }

  /** The error to be told again; undefined where it is time to ask the broker again. */
  standing(): BrokerError | undefined {
    if (this.error.final) {
      return this.error;
    }
    const passed = this.#clock.now() - this.#since;
    // A clock that was set back must not prolong it
    return passed < 0 || passed >= this.lasts
      ? undefined
      : this.error.withRetryAfter(Math.ceil((this.lasts - passed) / 1000));
  }
}
