/** Sends a command of WebDriver's, named by its method and path; `id` is that of an element. */
export type Ask = (command: string, parameters?: Record<string, unknown>) => Promise<any>;

/** What a browser or its driver refused, by the code of the specification. */
export class WebDriverError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/**
 * A session with a driver over HTTP: WebKitWebDriver, safaridriver, msedgedriver.
 *
 * @see https://www.w3.org/TR/webdriver2/
 */
export class WebDriver {
  private constructor(readonly session: string) {}

  static async start(driver: string, capabilities: object): Promise<WebDriver> {
    const body = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId } = await send("POST", `${driver}/session`, body);
    return new WebDriver(`${driver}/session/${sessionId}`);
  }

  readonly ask: Ask = (command, { id, ...parameters } = {}) => {
    const [method = "", path = ""] = command.split(" ");
    const address = id === undefined ? path : path.replace("/element", `/element/${id}`);
    return send(method, this.session + address, method === "POST" ? parameters : undefined);
  };

  async end(): Promise<void> {
    await send("DELETE", this.session);
  }
}

async function send(method: string, address: string, body?: object): Promise<any> {
  const response = await fetch(address, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    headers: { "Content-Type": "application/json" },
    signal: AbortSignal.timeout(40_000),
  });
  const { value } = (await response.json()) as { value: any };
  if (!response.ok) {
    throw new WebDriverError(value.error, value.message);
  }
  return value;
}
