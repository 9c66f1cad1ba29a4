/**
 * How users sign in for a broker of which an app knows the address alone.
 * @packageDocumentation
 */
import { type AbortSignalLike, pause } from "./abort.js";
import { successOf } from "./answer.js";
import { BrokerError } from "./brokerError.js";
import { addressOf, pathOf } from "./brokerUrl.js";
import { type Clock, deviceClock } from "./clock.js";
import { type Pinned, type SignIn, signInOf } from "./metadata.js";
import type { TokenRoute } from "./options.js";
import { send } from "./request.js";
import { SharedRun } from "./sharedRun.js";
import { beforeNextTry } from "./waits.js";

export type { BrokerWay, Pinned, SignIn } from "./metadata.js";

/** Which broker to ask, for which kind of user. */
export interface DiscoveryOptions {
  /** `https://<app>.azurewebsites.net`; http is for localhost alone. */
  readonly brokerUrl: string;
  /** The kind of user; `teams` where it is missing. */
  readonly route?: TokenRoute | undefined;
  /** What the app knows beforehand. Anything else that the broker says is refused. */
  readonly pinned?: Pinned | undefined;
  /** How long one request may take; 30 where it is missing. */
  readonly timeoutSeconds?: number | undefined;
  readonly abortSignal?: AbortSignalLike | undefined;
}

const ORIGIN = /^([a-z]+:\/\/[^/]+)(\/.*)$/i;
const WELL_KNOWN = "/.well-known/oauth-protected-resource";
const TIMEOUT_SECONDS = 30;

/**
 * Asks the broker how its users sign in. Waits and tries again where that can help; keeps nothing.
 *
 * @throws `BrokerError` as the rejection of the promise, for whatever goes wrong
 * @see https://www.rfc-editor.org/rfc/rfc9728
 */
export async function discoverSignIn(options: DiscoveryOptions): Promise<SignIn> {
  return new SharedRun(discovering(options, deviceClock)).join(options.abortSignal);
}

/** Checks the options at once, so that a mistake in them shows where it was made. */
export function discovering(options: DiscoveryOptions, clock: Clock) {
  const { brokerUrl, route, pinned = {}, timeoutSeconds = TIMEOUT_SECONDS } = options;
  const [, origin = "", path = ""] = ORIGIN.exec(addressOf(brokerUrl, pathOf(route))) ?? [];
  // As browsers write it, and the broker does
  const host = origin.toLowerCase().replace(/^(https:.*):443$|^(http:.*):80$/, "$1$2");
  const address = `${host}${WELL_KNOWN}${path}`;
  return async (signal: AbortSignal): Promise<SignIn> => {
    for (let failures = 1; ; failures++) {
      try {
        const answer = await send({ address, method: "GET", timeoutSeconds }, clock, signal);
        return signInOf(successOf(answer), host + path, pinned);
      } catch (error) {
        const wait = error instanceof BrokerError && beforeNextTry(error, failures, clock);
        if (!wait) {
          throw explained(error);
        }
        await pause(clock, wait, signal);
      }
    }
  };
}

/** The broker's own 404 is that of an address where it has nothing to say. */
function explained(error: unknown): unknown {
  if (!(error instanceof BrokerError) || error.code !== "not_found") {
    return error;
  }
  const detail =
    "This broker does not say how its users sign in: its operator has not set BROKER_PUBLIC_URL," +
    " or it has no such route.";
  const { status = 404, correlationId = "" } = error;
  return new BrokerError("metadata_missing", detail, { status, correlationId, cause: error });
}
