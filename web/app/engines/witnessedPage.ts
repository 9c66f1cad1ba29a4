import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const WITNESS = "/witness.js";
// Before all other scripts of the page, and as its policy wants it: from its own origin
const FIRST = `<head><script src="${WITNESS}"></script>`;
const SCRIPT = `(() => {
  const tell = (kind, what) => navigator.sendBeacon("${WITNESS}", kind + ": " + what);
  addEventListener("error", ({ message, target }) => {
    if (message) {
      tell("error", message);
    } else {
      // A page that is left gives up what it was loading, which is no error
      setTimeout(() => tell("error", target.outerHTML), 100);
    }
  }, true);
  addEventListener("unhandledrejection", (it) => tell("rejected", it.reason));
  addEventListener("securitypolicyviolation", (it) =>
    tell("policy", it.violatedDirective + " refuses " + it.blockedURI));
  for (const level of ["error", "warn"]) {
    const show = console[level];
    console[level] = (...all) => {
      tell("console." + level, all.join(" "));
      show.apply(console, all);
    };
  }
})();`;
// Of the body alone, which is another one here
const OF_THE_BODY = ["connection", "content-encoding", "content-length", "transfer-encoding"];

/**
 * The page at an address of its own, with a script before all others that tells its errors: drivers
 * of WebKit's give nobody their console.
 */
export class WitnessedPage {
  /** What the script has told so far. */
  readonly errors: string[] = [];
  readonly #page: string;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: Error) =>
      response.writeHead(502).end(`${error}`),
    );
  });

  private constructor(page: string) {
    this.#page = page;
  }

  static async of(page: string): Promise<WitnessedPage> {
    const witnessed = new WitnessedPage(page);
    await once(witnessed.#server.listen(0, "127.0.0.1"), "listening");
    return witnessed;
  }

  get address(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  end(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url !== WITNESS) {
      return this.#handOn(request.url ?? "/", response);
    }
    if (request.method === "POST") {
      this.errors.push(await text(request));
    }
    response.writeHead(200, { "Content-Type": "text/javascript" }).end(SCRIPT);
  }

  async #handOn(path: string, response: ServerResponse): Promise<void> {
    const answer = await fetch(new URL(path, this.#page));
    const body = Buffer.from(await answer.arrayBuffer());
    const isPage = answer.headers.get("content-type")?.startsWith("text/html");
    const headers = [...answer.headers].filter(([name]) => !OF_THE_BODY.includes(name));
    response
      .writeHead(answer.status, Object.fromEntries(headers))
      .end(isPage ? body.toString().replace("<head>", FIRST) : body);
  }
}
