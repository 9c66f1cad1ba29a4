import { BrokerTokenCredential } from "../dist/credential.js";
import type {
  BrokerError,
  BrokerToken,
  CredentialOptions,
  TokenRequest,
  TokenRoute,
} from "../dist/exchange.js";
import { exchangeWith } from "../dist/exchanging.js";
import { SharedRun } from "../dist/sharedRun.js";
import { FakeClock } from "./fakeClock.js";

/** A callback that gives `<name>-1`, then `<name>-2`, and remembers what it was asked for. */
export function tokensOf(name: string) {
  const wishes: Omit<TokenRequest, "abortSignal">[] = [];
  const callback = async ({ abortSignal, ...wish }: TokenRequest) => {
    wishes.push(wish);
    return `${name}-${wishes.length}`;
  };
  return { callback, wishes };
}

/** `exchangeToken` with a clock of the test's. */
export function exchange(options: CredentialOptions, clock: FakeClock, abortSignal?: AbortSignal) {
  return new SharedRun(exchangeWith(options, clock)).join(abortSignal);
}

/** A credential with a clock of the test's, which tells what it told the app. */
export class Bench {
  readonly clock = new FakeClock();
  readonly tokens: BrokerToken[] = [];
  readonly errors: BrokerError[] = [];
  readonly credential: BrokerTokenCredential<TokenRoute>;
  #told: (() => void)[] = [];

  constructor(brokerUrl: string, options: Partial<CredentialOptions> = {}) {
    const tell = <T>(list: T[]) => {
      return (it: T) => {
        list.push(it);
        this.#told.splice(0).forEach((resolve) => resolve());
      };
    };
    const all = {
      brokerUrl,
      getSubjectToken: () => "subject",
      onToken: tell(this.tokens),
      onError: tell(this.errors),
      ...options,
    };
    this.credential = new BrokerTokenCredential(all, this.clock);
  }

  /** The token that the Calling SDK would get now. */
  async token(): Promise<string> {
    return (await this.credential.getToken()).token;
  }

  /** Resolves when the app has been told of so many tokens and errors. */
  async told({ tokens = 0, errors = 0 }): Promise<void> {
    while (this.tokens.length < tokens || this.errors.length < errors) {
      await new Promise<void>((resolve) => this.#told.push(resolve));
    }
  }
}
