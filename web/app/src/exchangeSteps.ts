import type { TokenKind } from "acs-token-broker-client/exchange";
import { doneByBroker, type TimingEntry } from "./serverTiming.js";
import type { UserKind } from "./userKind.js";

/** One step of an exchange that is over. */
export interface Step {
  readonly party: "MSAL" | "Broker";
  readonly what: string;
  readonly milliseconds: number;
  readonly failed: boolean;
}

/** What is true of a token whose broker does not say where it comes from. */
const GIVEN: Readonly<Record<UserKind, string>> = {
  teams: "and gave the token, exchanged at ACS or remembered",
  entra: "and gave the token, exchanged at ACS or remembered",
  teamsPhone: "and gave the token, exchanged at ACS or remembered",
  identity: "and gave a token of your identity at ACS",
};
const WHOSE = { subject: "Communication Services", caller: "the broker" };

/** Measures the steps of one exchange after the other. */
export class ExchangeSteps {
  readonly #now: () => number;
  readonly #kinds: number;
  readonly #user: UserKind;
  readonly #had = new Set<TokenKind>();
  #steps: readonly Step[] = [];
  #over = true;
  #since = 0;
  #timing: readonly TimingEntry[] = [];

  /**
   * @param kinds how many tokens the broker wants
   * @param user whose tokens they are
   * @param now milliseconds by a clock that nobody sets
   */
  constructor(kinds: number, user: UserKind, now: () => number = () => performance.now()) {
    this.#kinds = kinds;
    this.#user = user;
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
      this.#timing = [];
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
      this.#add("Broker", failed ? "no token" : this.#done, failed);
      this.#over = true;
    }
  }

  /** The browser tells what the broker says of its answer, some moments before the end or after. */
  tell(timing: readonly TimingEntry[]): void {
    this.#timing = timing;
    const last = this.#steps.at(-1);
    if (this.#over && last?.party === "Broker" && !last.failed) {
      this.#steps = [...this.#steps.slice(0, -1), { ...last, what: this.#done }];
    }
  }

  get #done(): string {
    const tokens = this.#kinds > 1 ? "both" : "it";
    return doneByBroker(this.#timing, tokens) ?? `verified ${tokens}, ${GIVEN[this.#user]}`;
  }

  #add(party: Step["party"], what: string, failed = false): void {
    const now = this.#now();
    this.#steps = [...this.#steps, { party, what, milliseconds: now - this.#since, failed }];
    this.#since = now;
  }
}
