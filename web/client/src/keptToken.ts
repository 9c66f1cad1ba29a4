import type { Clock } from "./clock.js";
import type { BrokerToken } from "./options.js";

/** Clocks are set back by so much every day, in milliseconds. */
const CLOCK_CORRECTIONS = 60_000;

/** A token at hand, and the clock by which its times are meant. */
export class KeptToken {
  readonly #clock: Clock;
  readonly #since: number;

  constructor(
    readonly token: BrokerToken,
    clock: Clock,
  ) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** Whether it may be used. Not where the clock was set back far, since then nobody knows. */
  get lives(): boolean {
    return this.millisecondsLeft > 0 && this.#clock.now() > this.#since - CLOCK_CORRECTIONS;
  }

  /** Whether it is time to ask for the next one. */
  get isDue(): boolean {
    return this.millisecondsUntilDue <= 0;
  }

  get millisecondsLeft(): number {
    return this.token.expiresOn.getTime() - this.#clock.now();
  }

  get millisecondsUntilDue(): number {
    return this.token.refreshOn.getTime() - this.#clock.now();
  }
}
