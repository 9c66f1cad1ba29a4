import { type AbortSignalLike, throwIfAborted } from "./abort.js";
import { BrokerError } from "./brokerError.js";
import type { Clock } from "./clock.js";
import type { Exchange } from "./exchanging.js";
import { KeptToken } from "./keptToken.js";
import type { BrokerToken, CredentialOptions } from "./options.js";
import { Refusal } from "./refusal.js";
import { SharedRun } from "./sharedRun.js";

type Listeners = Pick<CredentialOptions, "onToken" | "onError">;

/** Keeps a token fresh, with one exchange at a time, and none that is known to fail. */
export class TokenKeeper {
  readonly #clock: Clock;
  readonly #listeners: Listeners;
  readonly #refresh: SharedRun<BrokerToken>;
  #kept: KeptToken | undefined;
  #refusal: Refusal | undefined;
  #failures = 0;
  #disposed = false;
  #cancelTimer = () => {};

  constructor(exchange: Exchange, clock: Clock, listeners: Listeners) {
    this.#clock = clock;
    this.#listeners = listeners;
    this.#refresh = new SharedRun((signal) => this.#exchanged(exchange(signal), signal));
  }

  /** The token at hand while it lives, or else a new one. */
  async get(signal?: AbortSignalLike): Promise<BrokerToken> {
    if (this.#disposed) {
      throw new BrokerError("disposed", "The credential has been disposed of.");
    }
    throwIfAborted(signal);
    const refusal = this.#refusal?.standing();
    if (this.#kept?.lives) {
      if (this.#kept.isDue && !refusal) {
        this.#refreshInBackground();
      }
      return this.#kept.token;
    }
    if (refusal) {
      throw refusal;
    }
    return this.#refresh.join(signal);
  }

  /** Forgets a refusal, so that the broker is asked again at once. */
  resume(): void {
    this.#refusal = undefined;
    this.#failures = 0;
    if (this.#kept?.isDue) {
      this.#refreshInBackground();
    }
  }

  /** Ends everything. */
  dispose(): void {
    this.#disposed = true;
    this.#kept = undefined;
    this.#cancelTimer();
    this.#refresh.abort();
  }

  async #exchanged(exchange: Promise<BrokerToken>, signal: AbortSignal): Promise<BrokerToken> {
    try {
      const token = await exchange;
      throwIfAborted(signal);
      if (this.#kept && this.#kept.token.userId !== token.userId) {
        throw new BrokerError(
          "user_changed",
          "The token is another user's than before: dispose of this credential, and make one for" +
            " who has signed in.",
        );
      }
      this.#keep(token);
      return token;
    } catch (error) {
      if (error instanceof BrokerError && !signal.aborted) {
        this.#refused(error);
      }
      throw error;
    }
  }

  #keep(token: BrokerToken): void {
    this.#kept = new KeptToken(token, this.#clock);
    this.#refusal = undefined;
    this.#failures = 0;
    this.#refreshIn(this.#kept.millisecondsUntilDue);
    tell(this.#listeners.onToken, token);
  }

  #refused(error: BrokerError): void {
    this.#refusal = new Refusal(error, ++this.#failures, this.#clock);
    this.#cancelTimer();
    // Once the token has ended, the next who needs one asks
    if (this.#refusal.lasts < (this.#kept?.millisecondsLeft ?? 0)) {
      this.#refreshIn(this.#refusal.lasts);
    }
    tell(this.#listeners.onError, error);
  }

  #refreshIn(milliseconds: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(milliseconds, () => this.#refreshInBackground(), true);
  }

  #refreshInBackground(): void {
    // Its failure is kept for the next who asks, and told to onError
    this.#refresh.join().catch(() => {});
  }
}

/** Tells the app, and lets what it throws be its own unhandled rejection. */
function tell<T>(listener: ((value: T) => void) | undefined, value: T): void {
  void Promise.resolve(value).then(listener);
}
