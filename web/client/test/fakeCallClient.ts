import type { CommunicationTokenCredential } from "@azure/communication-common";

/** An error as the Calling SDK throws it: with codes, and without a cause. */
class CallingCommunicationError extends Error {
  override readonly name = "CallingCommunicationError";

  constructor(
    message: string,
    readonly code: number,
    readonly subCode: number,
  ) {
    super(message);
  }
}

/** An agent that knows how often it was disposed of. */
export class FakeAgent {
  disposals = 0;

  constructor(
    readonly kind: "CallAgent" | "TeamsCallAgent",
    readonly token: string,
    readonly options?: unknown,
    private readonly gone: () => void = () => {},
  ) {}

  async dispose(): Promise<void> {
    await Promise.resolve();
    this.disposals++;
    this.gone();
  }
}

/**
 * A `CallClient` that does with a credential what `@azure/communication-calling` 2.0.0 does: its
 * `parseTokenCredential` throws `GET_TOKEN` for whatever `getToken` rejects with and drops the cause,
 * and `createTeamsCallAgent` and `createCallAgent` refuse a second agent while there is one
 * (`dist-esm/sdk.bundle.js` of the package on npm).
 */
export class FakeCallClient {
  readonly agents: FakeAgent[] = [];
  #busy = false;
  /** What is thrown for the next agent, after its token was had. */
  failure: Error | undefined;

  createTeamsCallAgent(credential: CommunicationTokenCredential): Promise<FakeAgent> {
    return this.#create("TeamsCallAgent", credential);
  }

  createCallAgent(
    credential: CommunicationTokenCredential,
    options?: { displayName?: string },
  ): Promise<FakeAgent> {
    return this.#create("CallAgent", credential, options);
  }

  async #create(
    kind: FakeAgent["kind"],
    credential: CommunicationTokenCredential,
    options?: unknown,
  ): Promise<FakeAgent> {
    const token = await this.#token(credential);
    if (this.#busy) {
      throw new CallingCommunicationError(
        "CallClient instance can support only one CallAgent or TeamsCallAgent",
        400,
        40008,
      );
    }
    this.#busy = true;
    await this.#initialized();
    const agent = new FakeAgent(kind, token, options, () => (this.#busy = false));
    this.agents.push(agent);
    return agent;
  }

  async #token(credential: CommunicationTokenCredential): Promise<string> {
    try {
      return (await credential.getToken()).token;
    } catch {
      throw new CallingCommunicationError("Failed to get AccessToken", 401, 44110);
    }
  }

  async #initialized(): Promise<void> {
    await Promise.resolve();
    const { failure } = this;
    if (failure) {
      this.failure = undefined;
      this.#busy = false;
      throw failure;
    }
  }
}
