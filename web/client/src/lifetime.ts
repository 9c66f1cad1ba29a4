const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The broker hands out no token that has less than a minute left. */
const LEAST_LEFT = MINUTE;
const WHERE_NOTHING_IS_KNOWN = 5 * MINUTE;
/** Beyond what Entra's tokens live, and within what timers can wait for. */
const LONGEST = 30 * 60 * MINUTE;
const REFRESH_AT_MOST_EVERY = 30 * SECOND;

/**
 * What there is to tell how long a token still lives, in milliseconds. The token itself is nobody's
 * to read but ACS's, which encrypts some.
 */
export interface Evidence {
  readonly expiresOn: number;
  /** By this device's clock, which may be wrong. */
  readonly received: number;
  /** What the broker says was left when it answered; NaN where it does not. */
  readonly told: number;
  /** By the server's clock; NaN where it could not be read, as on another origin. */
  readonly sent: number;
}

/** How long a token still lives, in milliseconds; negative only where that is certain. */
export function remainingLife({ expiresOn, received, told, sent }: Evidence): number {
  const counted = Number.isNaN(told) ? expiresOn - sent : told;
  const left = expiresOn - received;
  const assumed = left < LEAST_LEFT ? WHERE_NOTHING_IS_KNOWN : left;
  return Math.min(Number.isNaN(counted) ? assumed : counted, LONGEST);
}

/** When to ask for the next token: as early as told, never before half of the time is over. */
export function refreshAfter(remaining: number, early: number): number {
  return Math.max(remaining - Math.max(early, 0), remaining / 2, REFRESH_AT_MOST_EVERY);
}
