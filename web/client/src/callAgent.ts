import type { CommunicationTokenCredential } from "@azure/communication-common";
import type { BrokerTokenCredential } from "./credential.js";
import type { TokenRoute } from "./options.js";

/** What has to be known of a call agent of the Calling SDK. */
export interface DisposableCallAgent {
  dispose(): Promise<void>;
}

/** A `CallClient` of the Calling SDK, as far as it makes agents of Teams users. */
export interface TeamsCallClient<A extends DisposableCallAgent> {
  createTeamsCallAgent(credential: CommunicationTokenCredential): Promise<A>;
}

/** A `CallClient` of the Calling SDK, as far as it makes agents of all other users. */
export interface AcsCallClient<A extends DisposableCallAgent, O> {
  createCallAgent(credential: CommunicationTokenCredential, options?: O): Promise<A>;
}

/** The one call agent of a user, however often it is asked for. */
export interface KeptCallAgent<A extends DisposableCallAgent> {
  /**
   * The agent, which is made when it is first asked for. Rejects with a `BrokerError` where there is
   * no token for it, and else with what the Calling SDK throws; the next who asks tries again.
   */
  get(): Promise<A>;
  /** Disposes of the agent, where there is one. Whoever asks after that gets another. */
  dispose(): Promise<void>;
}

/**
 * The call agent of a credential's user, of the kind that goes with its route. Nothing is made
 * before it is asked for.
 *
 * @param callClient a `CallClient` of `@azure/communication-calling`, for this agent alone
 */
export function callAgentFor<A extends DisposableCallAgent>(
  credential: BrokerTokenCredential<"teams">,
  callClient: TeamsCallClient<A>,
): KeptCallAgent<A>;
/**
 * The same for users who are no Teams users.
 *
 * @param options of the Calling SDK: a `displayName`, say
 */
export function callAgentFor<A extends DisposableCallAgent, O>(
  credential: BrokerTokenCredential<Exclude<TokenRoute, "teams">>,
  callClient: AcsCallClient<A, O>,
  options?: NoInfer<O>,
): KeptCallAgent<A>;
/** The same where only the running app knows which users they are. */
export function callAgentFor<T extends DisposableCallAgent, A extends DisposableCallAgent, O>(
  credential: BrokerTokenCredential<TokenRoute>,
  callClient: TeamsCallClient<T> & AcsCallClient<A, O>,
  options?: NoInfer<O>,
): KeptCallAgent<T | A>;
export function callAgentFor<A extends DisposableCallAgent, O>(
  credential: BrokerTokenCredential<TokenRoute>,
  callClient: Partial<TeamsCallClient<A> & AcsCallClient<A, O>>,
  options?: O,
): KeptCallAgent<A> {
  const client = callClient as TeamsCallClient<A> & AcsCallClient<A, O>;
  return new OneCallAgent(credential, () =>
    credential.route === "teams"
      ? client.createTeamsCallAgent(credential)
      : client.createCallAgent(credential, options),
  );
}

class OneCallAgent<A extends DisposableCallAgent> implements KeptCallAgent<A> {
  readonly #credential: BrokerTokenCredential<TokenRoute>;
  readonly #create: () => Promise<A>;
  // The promise and not the agent: the second of two clicks comes before there is one
  #agent: Promise<A> | undefined;
  #disposal: Promise<void> = Promise.resolve();

  constructor(credential: BrokerTokenCredential<TokenRoute>, create: () => Promise<A>) {
    this.#credential = credential;
    this.#create = create;
  }

  get(): Promise<A> {
    return (this.#agent ??= this.#made());
  }

  dispose(): Promise<void> {
    const agent = this.#agent;
    if (agent) {
      const before = this.#disposal;
      this.#agent = undefined;
      this.#disposal = agent.then(
        (it) => it.dispose(),
        () => before,
      );
    }
    return this.#disposal;
  }

  #made(): Promise<A> {
    // The Calling SDK says of every failure of a credential that it failed, and not why. A window
    // to sign in opens only within the click, so nothing is awaited before
    const token = this.#credential.getToken();
    // A client of the Calling SDK has one agent at a time
    const freed = this.#disposal.catch(() => {});
    const agent = Promise.all([token, freed]).then(this.#create);
    agent.catch(() => {
      if (this.#agent === agent) {
        this.#agent = undefined;
      }
    });
    return agent;
  }
}
