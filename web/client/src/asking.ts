import { pause } from "./abort.js";
import { BrokerError } from "./brokerError.js";
import { addressOf } from "./brokerUrl.js";
import type { Clock } from "./clock.js";
import type { BrokerOptions } from "./options.js";
import { type BrokerAnswer, send } from "./request.js";
import { UserTokens } from "./userTokens.js";
import { beforeNextTry, isKeyUnknown } from "./waits.js";

/** Asks the broker once, with all the tries that it is worth. */
export type Asking<T> = (signal: AbortSignal) => Promise<T>;

/** What the broker is asked for. */
export interface Wanted {
  readonly path: string;
  readonly method: string;
  /** Of the body, beside a subject token; those that are undefined are left out. */
  readonly members?: Readonly<Record<string, unknown>>;
}

const TIMEOUT_SECONDS = 30;

/**
 * Checks the options at once, so that a mistake in them shows where it was made.
 * @param read throws a `BrokerError` for every answer but the one that was hoped for
 */
export function asking<T>(
  options: BrokerOptions,
  { path, method, members }: Wanted,
  read: (answer: BrokerAnswer) => T,
  clock: Clock,
): Asking<T> {
  const address = addressOf(options.brokerUrl, path);
  if (!options.getSubjectToken && !options.getCallerToken) {
    throw new BrokerError(
      "token_callback_missing",
      "The options have neither getSubjectToken nor getCallerToken; an identity needs the latter.",
    );
  }
  const timeoutSeconds = options.timeoutSeconds ?? TIMEOUT_SECONDS;
  return async (signal) => {
    const tokens = new UserTokens(options, signal, clock);
    let keyWasAwaited = false;
    for (let failures = 1; ;) {
      try {
        const { bearer, accessToken } = await tokens.forRequest();
        const body = { accessToken, ...members };
        const request = { address, method, bearer, body, timeoutSeconds };
        return read(await send(request, clock, signal));
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
