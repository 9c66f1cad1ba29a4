import { abortedError, onAbort, throwIfAborted } from "./abort.js";
import { BrokerError } from "./brokerError.js";
import type { Clock } from "./clock.js";

/** One request to the broker. */
export interface BrokerRequest {
  readonly route: string;
  readonly bearer: string;
  /** A subject token that goes beside a caller token. */
  readonly accessToken?: string | undefined;
  readonly timeoutSeconds: number;
}

/** What came back, whatever it is. */
export interface BrokerAnswer {
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
    return await answer(await fetch(request.route, inits(request, controller.signal)));
  } catch (cause) {
    throw signal.aborted ? abortedError() : late ? timeout(request) : failure(cause);
  } finally {
    preventTimeout();
    forget();
  }
}

function inits({ bearer, accessToken }: BrokerRequest, signal: AbortSignal): RequestInit {
  const headers: Record<string, string> = { Authorization: `Bearer ${bearer}` };
  const init: RequestInit = { method: "POST", headers, signal };
  // A redirect could carry a token to somebody else
  Object.assign(init, { redirect: "error", credentials: "omit", referrerPolicy: "no-referrer" });
  if (accessToken) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify({ accessToken });
  }
  return init;
}

async function answer(response: Response): Promise<BrokerAnswer> {
  const { status, headers } = response;
  return { status, text: await response.text(), header: (name) => headers.get(name) };
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
