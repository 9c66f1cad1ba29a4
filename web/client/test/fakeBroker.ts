import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** A request as it arrived. */
export interface Arrived {
  readonly line: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** How one request is answered. */
export type Answer = (response: ServerResponse) => void;

/** A broker over HTTP that answers what it was told to, in that order; the last answer stays. */
export class FakeBroker {
  readonly requests: Arrived[] = [];
  #answers: Answer[] = [];
  #watchers: (() => void)[] = [];

  private constructor(readonly server: Server) {}

  static async start(test: TestContext, ...answers: Answer[]): Promise<FakeBroker> {
    const broker = new FakeBroker(createServer());
    broker.#answers = answers;
    broker.server.on("request", (request, response) => void broker.#take(request, response));
    await new Promise<void>((resolve) => broker.server.listen(0, "127.0.0.1", resolve));
    test.after(() => broker.stop());
    return broker;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The tokens that were sent as bearers, in order. */
  get bearers(): (string | undefined)[] {
    return this.requests.map(({ headers }) => headers.authorization?.replace("Bearer ", ""));
  }

  /** Resolves when so many requests have arrived. */
  async arrived(count: number): Promise<void> {
    while (this.requests.length < count) {
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }
  }

  /** Answers like this from now on. */
  answers(...answers: Answer[]): void {
    this.#answers = answers;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const part of request.setEncoding("utf8")) {
      body += part;
    }
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    this.requests.push({
      line: `${request.method} ${request.url}`,
      headers: request.headers,
      body,
    });
    this.#watchers.splice(0).forEach((watcher) => watcher());
    // A browser on another origin cannot read it, and this machine's time is not the test's
    response.sendDate = false;
    answer?.(response);
  }
}
