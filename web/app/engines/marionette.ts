import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Ask, WebDriverError } from "./webDriver.js";

// A command of WebDriver's, and what Firefox calls it
const NAMES: Record<string, string> = {
  "GET /window": "WebDriver:GetWindowHandle",
  "GET /window/handles": "WebDriver:GetWindowHandles",
  "POST /window": "WebDriver:SwitchToWindow",
  "DELETE /window": "WebDriver:CloseWindow",
  "POST /window/rect": "WebDriver:SetWindowRect",
  "POST /url": "WebDriver:Navigate",
  "POST /refresh": "WebDriver:Refresh",
  "POST /execute/async": "WebDriver:ExecuteAsyncScript",
  "POST /execute/sync": "WebDriver:ExecuteScript",
  "POST /element": "WebDriver:FindElement",
  "POST /element/click": "WebDriver:ElementClick",
  "POST /timeouts": "WebDriver:SetTimeouts",
  "GET /screenshot": "WebDriver:TakeScreenshot",
  "POST /moz/context": "Marionette:SetContext",
};

type Answer = [type: 1, id: number, error: { error: string; message: string } | null, result: any];

/**
 * Asks Firefox itself, without geckodriver, which Debian does not have: Marionette takes WebDriver's
 * commands as `length:[0,id,name,parameters]` over a socket.
 *
 * @see https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
  #bytes = Buffer.alloc(0);
  #last = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  private constructor(readonly socket: Socket) {
    socket.on("data", (it: Buffer) => this.#read(it));
    socket.on("close", () => this.#closed());
    socket.on("error", () => {});
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const marionette = new Marionette(socket);
    await marionette.#send("WebDriver:NewSession", {});
    return marionette;
  }

  readonly ask: Ask = async (command, { id, ...parameters } = {}) => {
    const name = NAMES[command];
    if (!name) {
      throw new Error(`Marionette has no ${command}.`);
    }
    return this.#send(name, id === undefined ? parameters : { id, ...parameters });
  };

  async #send(name: string, parameters: object): Promise<any> {
    const id = ++this.#last;
    const text = JSON.stringify([0, id, name, parameters]);
    const answering = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, result] = await answering;
    if (error) {
      throw new WebDriverError(error.error, error.message);
    }
    return result && "value" in result ? result.value : result;
  }

  #read(more: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, more]);
    for (;;) {
      const colon = this.#bytes.indexOf(":");
      const end = colon + 1 + Number(this.#bytes.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || this.#bytes.length < end) {
        return;
      }
      const message = JSON.parse(this.#bytes.subarray(colon + 1, end).toString());
      this.#bytes = this.#bytes.subarray(end);
      // The first message is a greeting
      if (Array.isArray(message)) {
        this.#waiting.get(message[1])?.(message as Answer);
        this.#waiting.delete(message[1]);
      }
    }
  }

  #closed(): void {
    const error = { error: "disconnected", message: "Firefox has closed the connection." };
    this.#waiting.forEach((answer, id) => answer([1, id, error, null]));
    this.#waiting.clear();
  }
}
