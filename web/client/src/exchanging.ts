import { tokenOf } from "./answer.js";
import { pathOf } from "./brokerUrl.js";
import type { Clock } from "./clock.js";
import type { BrokerOptions, BrokerToken } from "./options.js";
import { type Asking, asking } from "./asking.js";

/** Gets one token, with all the tries that it is worth. */
export type Exchange = Asking<BrokerToken>;

/** Checks the options at once, so that a mistake in them shows where it was made. */
export function exchangeWith(options: BrokerOptions, clock: Clock): Exchange {
  const { route, scopes, expiresInMinutes } = options;
  const path = pathOf(route);
  // The broker knows the user of an identity by the caller token alone
  const callbacks = route === "identity" ? { ...options, getSubjectToken: undefined } : options;
  const wanted = { path, method: "POST", members: { scopes, expiresInMinutes } };
  return asking(callbacks, wanted, (answer) => tokenOf(answer, clock), clock);
}
