// What the tests use of `node:http`, in a page: servers that the page's own server has in its place
// (brokers.js), so that the library asks over the network, on another origin, by the engine's own fetch.
const answering = fetch.bind(globalThis);

type Handler = (request: Request, response: Response) => void;

export function createServer(): Server {
  return new Server();
}

class Server {
  #handle: Handler = () => {};
  #port = 0;
  #stream: EventSource | undefined;
  readonly #responses = new Map<number, Response>();

  on(_event: "request", handle: Handler): void {
    this.#handle = handle;
  }

  listen(_port: number, _host: string, listening: () => void): void {
    const stream = (this.#stream = new EventSource("/brokers"));
    const hear = (event: string, act: (data: any) => void) =>
      stream.addEventListener(event, (it) => act(JSON.parse((it as MessageEvent).data)));
    hear("listening", (port: number) => {
      this.#port = port;
      listening();
    });
    hear("request", ({ id, body, ...request }) => {
      const response = new Response(id);
      this.#responses.set(id, response);
      this.#handle({ ...request, setEncoding: () => [body] }, response);
    });
    hear("closed", (id: number) => {
      this.#responses.get(id)?.closed();
      this.#responses.delete(id);
    });
  }

  address(): { port: number } {
    return { port: this.#port };
  }

  /** The server ends with the stream that tells of it, and its connections with it. */
  close(): void {
    this.#stream?.close();
  }

  closeAllConnections(): void {}
}

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string | undefined>;
  setEncoding(encoding: string): string[];
}

class Response {
  sendDate = true;
  closed = () => {};
  #sent: Promise<unknown> = Promise.resolve();

  constructor(readonly id: number) {}

  on(_event: "close", closed: () => void): this {
    this.closed = closed;
    return this;
  }

  writeHead(status: number, headers: object): this {
    return this.#send("writeHead", status, headers);
  }

  write(part: string): this {
    return this.#send("write", part);
  }

  end(body?: string): this {
    return this.#send("end", body ?? "");
  }

  destroy(): this {
    return this.#send("destroy");
  }

  #send(call: string, ...args: unknown[]): this {
    const body = JSON.stringify({ id: this.id, sendDate: this.sendDate, call, args });
    this.#sent = this.#sent.then(() => answering("/answers", { method: "POST", body }));
    return this;
  }
}
