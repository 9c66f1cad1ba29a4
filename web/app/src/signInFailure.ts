import type { Refusal } from "./refusal.js";

type Facts = Pick<Refusal, "sentence" | "remedy">;

const OF_ANOTHER_TENANT = said(
  "This account is not of the tenant that this page signs in to.",
  "other-account",
);
const ENDED = said("The sign-in has been revoked or has ended. Sign in again.", "sign-in");
const LOST = said(
  "What this browser kept of the sign-in is gone: its site data was cleared meanwhile, or the" +
    " sign-in began in another tab or window. Sign in again.",
  "sign-in",
);
const KEEPS_NOTHING = said(
  "This browser keeps nothing for this site, which signing in needs. Allow cookies and site data" +
    " for the page's address in the browser's settings, in a private window too, and try again.",
  "try",
);
const FULL = said(
  "What this browser may keep for this site is full. Clear its site data, and sign in again.",
  "sign-in",
);
const UNREACHABLE = said("Entra could not be reached: there is no network, or it is down.", "try");

// Numbers of Entra's: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const BY_NUMBER: Readonly<Record<string, Facts>> = {
  "50011": said(
    "Entra does not know this page's address: redirect.html of this page has to be registered as" +
      " a single-page application's redirect URI.",
    "none",
  ),
  "50020": OF_ANOTHER_TENANT,
  "50057": said("This account is disabled. Its administrator can enable it.", "other-account"),
  "50058": said(
    "Entra does not see in a hidden frame who you are: your session there has ended, or this" +
      " browser gives no cookies to frames of other sites, as Safari. Sign in again.",
    "sign-in",
  ),
  "50105": said(
    "This account is not assigned to the application. Its administrator can.",
    "other-account",
  ),
  "53003": said("A conditional access rule of the organisation refused the sign-in.", "sign-in"),
  "65001": said("Nobody has consented to the permissions that the page asks for.", "sign-in"),
  "65004": said(
    "You did not agree to the permissions, and without them there is no token.",
    "sign-in",
  ),
  "70043": ENDED,
  "70044": ENDED,
  "90002": said("The tenant in tenantId does not exist.", "none"),
  "90094": said(
    "An administrator has to consent to the permissions that the page asks for.",
    "other-account",
  ),
  "90072": OF_ANOTHER_TENANT,
  "700016": said("Entra does not know clientId in this tenant.", "other-account"),
};

/** MSAL's code where what it kept of a sign-in is gone. */
export const SIGN_IN_LOST = "no_token_request_cache_error";
/** MSAL's code where the browser keeps nothing for a site. */
export const STORAGE_BLOCKED = "storage_not_supported";
const BY_CODE: Readonly<Record<string, Facts>> = {
  access_denied: said(
    "The sign-in was called off, or the permissions were not agreed to.",
    "sign-in",
  ),
  endpoints_resolution_error: said(
    "Where people sign in could not be asked: is there a network?",
    "try",
  ),
  interaction_in_progress: said("Another sign-in is still under way.", "sign-in"),
  interaction_in_progress_cancelled: said("Another sign-in took this one's place.", "sign-in"),
  no_network_connectivity: said("There is no network.", "try"),
  get_request_failed: UNREACHABLE,
  post_request_failed: UNREACHABLE,
  timed_out: said("The window for signing in was closed, or gave no answer.", "sign-in"),
  // What storage throws, which MSAL hands on by its name
  SecurityError: KEEPS_NOTHING,
  [STORAGE_BLOCKED]: KEEPS_NOTHING,
  QuotaExceededError: FULL,
  cache_quota_exceeded: FULL,
  [SIGN_IN_LOST]: LOST,
  state_not_found: LOST,
  no_account_error: LOST,
  user_cancelled: said("The window for signing in was closed.", "sign-in"),
};

const BLOCKED = ["empty_window_error", "popup_window_error"];

/** What is wrong with a sign-in, or with getting a token silently, and what helps. */
export function signInFailure(error: unknown, title = "Signing in did not work"): Refusal {
  const {
    name,
    errorCode = Object.hasOwn(BY_CODE, name) ? name : "sign_in_failed",
    errorMessage,
    claims,
    correlationId,
  } = Object(error);
  const [, number = ""] = /AADSTS(\d+)/.exec(String(errorMessage)) ?? [];
  const facts = BY_NUMBER[number] ?? BY_CODE[String(errorCode)] ?? otherwise(error);
  return {
    code: String(errorCode),
    title,
    details: [
      ...(number ? [["Entra's number", `AADSTS${number}`] as const] : []),
      ...(correlationId ? [["Correlation id at Entra", String(correlationId)] as const] : []),
    ],
    ...(number ? { codePage: `https://login.microsoftonline.com/error?code=${number}` } : {}),
    ...facts,
    ...(typeof claims === "string" && claims ? { claims } : {}),
  };
}

/** Whether the browser let no window open. */
export function isPopupBlocked(error: unknown): boolean {
  return BLOCKED.includes(String(Object(error).errorCode));
}

/** Whether Entra gives a token only where the person does something. */
export function needsPerson(error: unknown): boolean {
  return Object(error).name === "InteractionRequiredAuthError";
}

function otherwise(error: unknown): Facts {
  return needsPerson(error)
    ? said("Entra wants to see you again before it gives a new token.", "sign-in")
    : said("MSAL could not get a token; its code says why.", "sign-in");
}

function said(sentence: string, remedy: Refusal["remedy"]): Facts {
  return { sentence, remedy };
}
