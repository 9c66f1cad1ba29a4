import type { BrokerErrorCode } from "./codes.js";
import type { TokenKind } from "./tokenKind.js";

/** What is known beside a code and its sentence. */
export interface BrokerErrorFacts {
  /** The HTTP status, where there was an answer. */
  readonly status?: number;
  /** Finds the line in the broker's log. */
  readonly correlationId?: string;
  /** The claim of the token that is at fault. */
  readonly claim?: string;
  /** What that claim should have been. */
  readonly expected?: string;
  /** What stands in it, where that names no person: an audience, an issuer or an application. */
  readonly found?: string;
  /** When asking again may help. */
  readonly retryAfterSeconds?: number;
  /** A claims challenge: what a new token has to satisfy. */
  readonly claims?: string;
  /** Which token that is. */
  readonly claimsFor?: TokenKind;
  /** Where an administrator consents; always an https address. */
  readonly consentUrl?: string;
  /** The code by which ACS refuses the user, where the broker knows it not by one of its own. */
  readonly acsCode?: string;
  /** What was thrown on this side. */
  readonly cause?: unknown;
}

const FINAL_HERE = [
  "broker_url_insecure",
  "broker_url_invalid",
  "disposed",
  "metadata_untrusted",
  "route_unknown",
  "token_callback_missing",
  "user_changed",
];
// They pass where something else answered for the broker, where Entra has a new key that is not
// published everywhere, and where clocks differ
const PASSING_CODES = ["answer_not_understood", "signing_key_unknown", "token_not_yet_valid"];
const PASSING_STATUSES = [408, 425, 429];

/** Why there is no token. `message` is a sentence for people, and no token is ever in it. */
export class BrokerError extends Error implements BrokerErrorFacts {
  /** `BrokerError`, or `AbortError` where the app itself called it off. */
  override readonly name: string;
  declare readonly status?: number;
  declare readonly correlationId?: string;
  declare readonly claim?: string;
  declare readonly expected?: string;
  declare readonly found?: string;
  declare readonly retryAfterSeconds?: number;
  declare readonly claims?: string;
  declare readonly claimsFor?: TokenKind;
  declare readonly consentUrl?: string;
  declare readonly acsCode?: string;
  declare readonly cause?: unknown;

  constructor(
    /** Stable, for programs. */
    readonly code: BrokerErrorCode,
    /** The same as `message`. */
    readonly detail: string,
    facts: BrokerErrorFacts = {},
  ) {
    super(detail);
    this.name = code === "aborted" ? "AbortError" : "BrokerError";
    Object.assign(this, facts);
  }

  /** Whether asking again cannot help before somebody has changed something. */
  get final(): boolean {
    const { code, status } = this;
    if (status === undefined) {
      return FINAL_HERE.includes(code);
    }
    const isRefusal = status >= 400 && status < 500 && !PASSING_STATUSES.includes(status);
    return isRefusal && !PASSING_CODES.includes(code);
  }

  /** The same, to be told again when so much of its time is left. */
  withRetryAfter(retryAfterSeconds: number): BrokerError {
    return new BrokerError(this.code, this.detail, { ...this, retryAfterSeconds });
  }
}
