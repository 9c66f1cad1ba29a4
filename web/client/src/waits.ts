import type { BrokerError } from "./brokerError.js";
import type { Clock } from "./clock.js";

const TRIES = 4;
/** Whoever waits for a token is not left waiting for longer than this between two tries. */
const LONGEST_PAUSE_SECONDS = 30;
/** A new key of Entra's is known to the broker within a minute, and nothing else helps. */
const LONGEST_PAUSE_FOR_KEY_SECONDS = 60;
const LONGEST_REST_SECONDS = 3600;
const PASSING_CODES = ["network_failed", "network_timeout", "token_not_yet_valid"];
const PASSING_STATUSES = [408, 425, 429, 504];

/**
 * How many milliseconds to wait before the next try of the same exchange; undefined where there is
 * none.
 * @param failures how many tries have failed so far, this one included
 */
export function beforeNextTry(error: BrokerError, failures: number, clock: Clock) {
  const told = error.retryAfterSeconds;
  const longest = isKeyUnknown(error) ? LONGEST_PAUSE_FOR_KEY_SECONDS : LONGEST_PAUSE_SECONDS;
  if (failures >= TRIES || !isPassing(error) || (told ?? 0) > longest) {
    return undefined;
  }
  return told === undefined ? backOff(1, failures, clock) : spread(Math.max(told, 1), clock);
}

/**
 * For how many milliseconds nothing is asked after an exchange has failed with all its tries.
 * @param failures how many exchanges have failed in a row
 */
export function beforeNextExchange(error: BrokerError, failures: number, clock: Clock): number {
  const least = isPassing(error) ? 5 : 30;
  const told = error.retryAfterSeconds;
  return told === undefined
    ? backOff(least, failures, clock)
    : spread(Math.min(Math.max(told, least), LONGEST_REST_SECONDS), clock);
}

/** Whether the broker does not know the key of the token, which may be a new one of Entra's. */
export function isKeyUnknown({ code }: BrokerError): boolean {
  return code === "signing_key_unknown";
}

function isPassing(error: BrokerError): boolean {
  const { code, status = 0, retryAfterSeconds } = error;
  return (
    !error.final &&
    ((retryAfterSeconds !== undefined && status >= 500) ||
      isKeyUnknown(error) ||
      PASSING_CODES.includes(code) ||
      PASSING_STATUSES.includes(status) ||
      // Where the broker itself did not speak, a gateway did, or a host that starts or ends
      (code === "answer_not_understood" && status >= 500))
  );
}

/** Twice as long each time, up to a minute, and never the same for all. */
function backOff(seconds: number, failures: number, clock: Clock): number {
  return Math.min(seconds * 2 ** (failures - 1), 60) * (500 + 500 * clock.random());
}

/** As long as was told and a little longer, so that not all come back at once. */
function spread(seconds: number, clock: Clock): number {
  return seconds * (1000 + 200 * clock.random());
}
