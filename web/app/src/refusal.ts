import type { BrokerError } from "acs-token-broker-client/exchange";
import { signInFailure } from "./signInFailure.js";

/** What the page can do about a refusal; `none` where only somebody else can. */
export type Remedy = "consent" | "none" | "other-account" | "sign-in" | "try";

/** A refusal as the page tells it. */
export interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly sentence: string;
  readonly remedy: Remedy;
  /** Further facts, each with its name. */
  readonly details: readonly (readonly [name: string, value: string])[];
  readonly claims?: string;
  readonly consentUrl?: string;
}

const NOT_OBTAINED = ["subject_token_not_obtained", "caller_token_not_obtained"];
const ABOUT_THE_REQUEST = [400, 404, 405, 413, 415];

/**
 * A refusal of the broker, or what kept the page from asking it.
 * @param wanted the claims that a new token has to satisfy, where the broker has told some before
 */
export function refusalOf(error: BrokerError, wanted?: string): Refusal {
  if (NOT_OBTAINED.includes(error.code) && error.cause) {
    const failure = signInFailure(error.cause, "Entra gave no new token");
    return { ...(wanted ? { claims: wanted } : {}), ...failure };
  }
  const { code, detail, claims, consentUrl } = error;
  return {
    code,
    title: titleOf(error),
    sentence: detail,
    remedy: remedyOf(error),
    details: detailsOf(error),
    ...(claims ? { claims } : {}),
    ...(consentUrl ? { consentUrl } : {}),
  };
}

function titleOf({ status }: BrokerError): string {
  return status ? "The broker gave no token" : "The broker was not asked, or did not answer";
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

function detailsOf({
  status,
  claim,
  expected,
  found,
  correlationId,
}: BrokerError): Refusal["details"] {
  const all = [
    ["HTTP status", status],
    ["Claim at fault", claim],
    ["Expected", expected],
    ["Found", found],
    ["Correlation id", correlationId],
  ] as const;
  return all.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
}
