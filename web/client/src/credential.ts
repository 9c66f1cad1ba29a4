import {
  AzureCommunicationTokenCredential,
  type CommunicationGetTokenOptions,
} from "@azure/communication-common";
import { type Clock, deviceClock } from "./clock.js";
import { exchangeWith } from "./exchanging.js";
import type { CredentialOptions, TokenRoute } from "./options.js";
import { TokenKeeper } from "./tokenKeeper.js";

type AcsToken = Awaited<ReturnType<AzureCommunicationTokenCredential["getToken"]>>;

/**
 * An `AzureCommunicationTokenCredential` whose token the broker gives.
 *
 * Azure's own schedule is not used: it asks 10 minutes before the end, when Entra has nothing
 * newer yet, then at ever shorter intervals, and ends for good with the first failure.
 */
export class BrokerTokenCredential<
  R extends TokenRoute = "teams",
> extends AzureCommunicationTokenCredential {
  /** Whose token it is: it decides which kind of call agent takes it. */
  readonly route: R;
  readonly #keeper: TokenKeeper;

  /** @internal Apps call `createTokenCredential`. */
  constructor(options: CredentialOptions<R>, clock: Clock = deviceClock) {
    const keeper = new TokenKeeper(exchangeWith(options, clock), clock, options);
    super({ tokenRefresher: async (signal) => (await keeper.get(signal)).token });
    this.#keeper = keeper;
    this.route = options.route ?? ("teams" as R);
  }

  /** The token at hand while it lives, or else a new one. Rejects with a `BrokerError`. */
  override async getToken(options?: CommunicationGetTokenOptions): Promise<AcsToken> {
    const { token, expiresOn } = await this.#keeper.get(options?.abortSignal);
    return { token, expiresOnTimestamp: expiresOn.getTime() };
  }

  /**
   * Lets the broker be asked again at once after a refusal: when the user has signed in anew, say,
   * or an administrator has assigned a licence.
   */
  resume(): void {
    this.#keeper.resume();
  }

  /** Ends all refreshing, and whatever is under way. */
  override dispose(): void {
    this.#keeper.dispose();
    super.dispose();
  }
}
