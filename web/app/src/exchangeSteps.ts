import type { TokenKind } from "acs-token-broker-client/exchange";

/** One step of an exchange that is over. */
export interface Step {
  readonly party: "MSAL" | "Broker";
  readonly what: string;
  readonly milliseconds: number;
  readonly failed: boolean;
}

const WHOSE = { subject: "Communication Services", caller: "the broker" };

/** Measures the steps of one exchange after the other. */
export class ExchangeSteps {
  readonly #now: () => number;
  readonly #kinds: number;
  readonly #had = new Set<TokenKind>();
  #steps: readonly Step[] = [];
  #over = true;
  #since = 0;

  /**
   * @param kinds how many tokens the broker wants
   * @param now milliseconds by a clock that nobody sets
   */
  constructor(kinds: number, now: () => number = () => performance.now()) {
    this.#kinds = kinds;
    this.#now = now;
  }

  /** Those of the exchange that is under way, or of the last one. */
  get all(): readonly Step[] {
    return this.#steps;
  }

  /** MSAL is asked for a token: the first step, or because the broker refused the last one. */
  ask(): void {
    if (this.#over) {
      this.#steps = [];
      this.#had.clear();
      this.#over = false;
    } else if (this.#had.size === this.#kinds) {
      this.#add("Broker", "refused the token, so another one is fetched", true);
    }
    this.#since = this.#now();
  }

  /** MSAL has a token. */
  got(kind: TokenKind, fromCache: boolean): void {
    this.#had.add(kind);
    this.#add("MSAL", `token for ${WHOSE[kind]}, from ${fromCache ? "its cache" : "Entra"}`);
  }

  /** MSAL has none. */
  gotNone(kind: TokenKind): void {
    this.#add("MSAL", `no token for ${WHOSE[kind]}`, true);
    this.#over = true;
  }

  /** The broker's answer is there. */
  end(failed: boolean): void {
    if (!this.#over) {
      this.#add("Broker", failed ? "no token" : "verified it, and exchanged it at ACS", failed);
      this.#over = true;
    }
  }

  #add(party: Step["party"], what: string, failed = false): void {
    const now = this.#now();
    this.#steps = [...this.#steps, { party, what, milliseconds: now - this.#since, failed }];
    this.#since = now;
  }
}
