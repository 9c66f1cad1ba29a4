import type { BrokerError } from "acs-token-broker-client/exchange";
import type { Claims } from "./jwt.js";
import type { Refusal, Remedy } from "./refusal.js";
import { signInFailure } from "./signInFailure.js";

/** What the page knows besides the error. */
export interface Known {
  /** The claims that a new token has to satisfy, where the broker has told some before. */
  readonly wanted?: string | undefined;
  /** The claims of the token that the broker speaks of, which the page itself may read. */
  readonly claims?: Claims | undefined;
  /** What happened, where it was not a token that was asked for. */
  readonly title?: string;
}

/** The broker's own page of errors, as `type` of its answers names it: `docs/errors.md`. */
const ERRORS = "https://acsbroker.io/errors#";
const NOT_OBTAINED = ["subject_token_not_obtained", "caller_token_not_obtained"];
const ABOUT_THE_REQUEST = [400, 404, 405, 413, 415];

/** A refusal of the broker, or what kept the page from asking it. */
export function refusalOf(error: BrokerError, known: Known = {}): Refusal {
  const { wanted, title = titleOf(error) } = known;
  if (NOT_OBTAINED.includes(error.code) && error.cause) {
    const failure = signInFailure(error.cause, "Entra gave no new token");
    return { ...(wanted ? { claims: wanted } : {}), ...failure };
  }
  const { code, detail, claims, consentUrl } = error;
  return {
    code,
    title,
    sentence: detail,
    remedy: remedyOf(error),
    details: detailsOf(error, known.claims),
    ...(isOfBroker(error) ? { codePage: ERRORS + code } : {}),
    ...(claims ? { claims } : {}),
    ...(consentUrl ? { consentUrl } : {}),
  };
}

/** Whether the broker itself has spoken, and nothing in its place. */
function isOfBroker({ status, code }: BrokerError): boolean {
  return status !== undefined && code !== "answer_not_understood";
}

function titleOf(error: BrokerError): string {
  const { status = 0, code } = error;
  if (isOfBroker(error)) {
    return "The broker gave no token";
  }
  switch (code) {
    case "answer_not_understood":
      return titleOfStranger(status);
    case "network_failed":
      return "Nothing came back from the broker";
    case "network_timeout":
      return "The broker did not answer in time";
    case "user_changed":
      return "The token is another user's than before";
    default:
      return "The broker was not asked";
  }
}

/** Of an answer that is not the broker's; a browser hides the status of a redirect. */
function titleOfStranger(status: number): string {
  if (status < 200 || (status >= 300 && status < 400)) {
    return "The broker's address leads elsewhere";
  }
  return status < 300
    ? "What came back is no token of a broker"
    : "Something else answered in the broker's place";
}

function remedyOf({ consentUrl, final, status = 0, code }: BrokerError): Remedy {
  if (consentUrl) {
    return "consent";
  }
  if (code === "signing_key_unknown") {
    return "try";
  }
  if (status === 401 || code === "subject_token_invalid") {
    return "sign-in";
  }
  if (status === 403) {
    return "other-account";
  }
  return ABOUT_THE_REQUEST.includes(status) || (final && !status) ? "none" : "try";
}

function detailsOf(error: BrokerError, claims: Claims | undefined): Refusal["details"] {
  const { status, claim, expected, acsCode, correlationId } = error;
  const all = [
    ["HTTP status", status],
    ["Claim at fault", claim],
    ["Expected", expected],
    ["Found", foundOf(error, claims)],
    ["Code of ACS", acsCode],
    ["Correlation id", correlationId],
  ] as const;
  return all.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
}

/** What the broker has found; where it keeps that to itself, what the page's own token has. */
function foundOf({ claim, found }: BrokerError, claims: Claims = {}): string | undefined {
  if (found !== undefined || !claim || Object.keys(claims).length === 0) {
    return found;
  }
  const own = claims[claim];
  return own === undefined ? `nothing: the token has no ${claim}` : String(own);
}
