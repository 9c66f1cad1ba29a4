import { abortedError, onAbort, throwIfAborted } from "./abort.js";
import { BrokerError } from "./brokerError.js";
import type { Clock } from "./clock.js";

/** One request to the broker. */
export interface BrokerRequest {
  readonly address: string;
  readonly method: string;
  /** Missing where anybody may ask. */
  readonly bearer?: string;
  /** What goes beside the bearer token; where all of it is undefined, there is no body. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly timeoutSeconds: number;
}

/** What came back, whatever it is. */
export interface BrokerAnswer {
  /** 0 of a redirect where a browser hides it. */
  readonly status: number;
  readonly text: string;
  /** A header of the answer; `null` also where a browser hides it. */
  header(name: string): string | null;
}

/** Sends it once. Throws where no answer comes. */
export async function send(request: BrokerRequest, clock: Clock, signal: AbortSignal) {
  throwIfAborted(signal);
  const controller = new AbortController();
  let late = false;
  const preventTimeout = clock.after(request.timeoutSeconds * 1000, () => {
    late = true;
    controller.abort();
  });
  const forget = onAbort(signal, () => controller.abort());
  try {
    return await answer(await fetch(request.address, inits(request, controller.signal)));
  } catch (cause) {
    throw signal.aborted ? abortedError() : late ? timeout(request) : failure(cause);
  } finally {
    preventTimeout();
    forget();
  }
}

function inits(request: BrokerRequest, signal: AbortSignal): RequestInit {
  const { method, bearer, body: members = {} } = request;
  const headers: Record<string, string> = bearer ? { Authorization: `Bearer ${bearer}` } : {};
  const init: RequestInit = { method, headers, signal };
  // A redirect could carry a token to somebody else: it comes back as it is, for answer.ts to tell
  Object.assign(init, { redirect: "manual", credentials: "omit", referrerPolicy: "no-referrer" });
  const body = JSON.stringify(members);
  if (body !== "{}") {
    headers["Content-Type"] = "application/json";
    init.body = body;
  }
  return init;
}

async function answer(response: Response): Promise<BrokerAnswer> {
  const { status, headers } = response;
  const text = await response.text();
  const told = headers.get("content-type") ?? "";
  if (response.ok && text && /\bjson\b/.test(told)) {
    // Throws for a body that was cut, which WebKit hands on as if it were whole
    JSON.parse(text);
  }
  return { status, text, header: (name) => headers.get(name) };
}

function timeout({ timeoutSeconds }: BrokerRequest): BrokerError {
  return new BrokerError("network_timeout", `The broker did not answer in ${timeoutSeconds} s.`);
}

function failure(cause: unknown): BrokerError {
  const detail =
    "The broker could not be reached: there is no network, or no broker at this address, or a" +
    " redirect, or its CORS settings do not name the origin of this app.";
  return new BrokerError("network_failed", detail, { cause });
}
