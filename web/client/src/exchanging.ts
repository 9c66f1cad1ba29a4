import { pause } from "./abort.js";
import { tokenOf } from "./answer.js";
import { BrokerError } from "./brokerError.js";
import { routeOf } from "./brokerUrl.js";
import type { Clock } from "./clock.js";
import type { BrokerOptions, BrokerToken } from "./options.js";
import { send } from "./request.js";
import { UserTokens } from "./userTokens.js";
import { beforeNextTry, isKeyUnknown } from "./waits.js";

/** Makes one exchange, with all the tries that it is worth. */
export type Exchange = (signal: AbortSignal) => Promise<BrokerToken>;

const TIMEOUT_SECONDS = 30;

/** Checks the options at once, so that a mistake in them shows where it was made. */
export function exchangeWith(options: BrokerOptions, clock: Clock): Exchange {
  const route = routeOf(options.brokerUrl, options.route);
  if (!options.getSubjectToken && !options.getCallerToken) {
    throw new BrokerError(
      "token_callback_missing",
      "The options have neither getSubjectToken nor getCallerToken.",
    );
  }
  const timeoutSeconds = options.timeoutSeconds ?? TIMEOUT_SECONDS;
  return async (signal) => {
    const tokens = new UserTokens(options, signal);
    let keyWasAwaited = false;
    for (let failures = 1; ;) {
      try {
        const request = { route, timeoutSeconds, ...(await tokens.forRequest()) };
        return tokenOf(await send(request, clock, signal), clock);
      } catch (error) {
        if (!(error instanceof BrokerError)) {
          throw error;
        }
        if (!(await tokens.replaceRefused(error, keyWasAwaited))) {
          const wait = beforeNextTry(error, failures++, clock);
          if (wait === undefined || (keyWasAwaited && isKeyUnknown(error))) {
            throw error;
          }
          keyWasAwaited ||= isKeyUnknown(error);
          await pause(clock, wait, signal);
        }
      }
    }
  };
}
