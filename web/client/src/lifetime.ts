const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How long the broker remembers a token at most, and so how old one is at most on arrival. */
const REMEMBERED = 15 * MINUTE;
const CLOCKS_DIFFER = MINUTE;
/** The broker hands out no token that has less than a minute left. */
const LEAST_LEFT = MINUTE;
const WHERE_NOTHING_IS_KNOWN = 5 * MINUTE;
/** Beyond what Entra's tokens live, and within what timers can wait for. */
const LONGEST = 30 * 60 * MINUTE;
const REFRESH_AT_MOST_EVERY = 30 * SECOND;

/** What there is to tell how long a token still lives. Times are milliseconds since 1970. */
export interface Evidence {
  readonly token: string;
  readonly expiresOn: number;
  /** By this device's clock, which may be wrong. */
  readonly received: number;
  /** By the server's clock; NaN where it could not be read, as on another origin. */
  readonly sent: number;
}

/** How long a token still lives, in milliseconds; negative only where that is certain. */
export function remainingLife(evidence: Evidence): number {
  const { expiresOn, received, sent } = evidence;
  if (sent) {
    return Math.min(expiresOn - sent, LONGEST);
  }
  const byThisClock = expiresOn - received;
  const whole = expiresOn - issuedAt(evidence.token);
  const isPlausible =
    !(whole > 0 && whole <= LONGEST) ||
    (byThisClock < whole + CLOCKS_DIFFER && byThisClock > whole - REMEMBERED - CLOCKS_DIFFER);
  const left = isPlausible ? byThisClock : Math.max(whole - REMEMBERED, whole / 2);
  return Math.min(left < LEAST_LEFT ? WHERE_NOTHING_IS_KNOWN : left, LONGEST);
}

/** When to ask for the next token: as early as told, never before half of the time is over. */
export function refreshAfter(remaining: number, early: number): number {
  return Math.max(remaining - Math.max(early, 0), remaining / 2, REFRESH_AT_MOST_EVERY);
}

/** `iat` of a JWT, unverified: it serves no decision but when to ask again. NaN where none is. */
function issuedAt(token: string): number {
  try {
    const payload = token.split(".")[1] ?? "";
    const claims = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
    return Number(claims.iat) * SECOND;
  } catch {
    return NaN;
  }
}
