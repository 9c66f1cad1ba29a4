const PROBE = "acs-token-broker.probe";

/**
 * Whether the browser keeps what this tab needs to sign in. Blocked, storage throws (Firefox,
 * Chromium), or is there and full (WebKit's private windows once).
 */
export function keepsForTab(): boolean {
  return keeps(() => sessionStorage);
}

/**
 * Why the browser cannot stay signed in, or undefined where it can: MSAL keeps its tokens encrypted
 * in localStorage, and their key in a cookie for https, which WebKit takes over http from nobody.
 */
export function whyNotToStay(): string | undefined {
  if (!keeps(() => localStorage)) {
    return "This browser keeps nothing for this site beyond a tab, so that nobody can stay signed in.";
  }
  if (keepsSecureCookie()) {
    return undefined;
  }
  return location.protocol === "http:"
    ? "This browser needs https for it: over http it does not keep the key of the stored tokens."
    : "This browser keeps no cookie for this site, and one holds the key of the stored tokens.";
}

function keeps(storage: () => Storage): boolean {
  try {
    storage().setItem(PROBE, "1");
    storage().removeItem(PROBE);
    return true;
  } catch {
    return false;
  }
}

/** A cookie as MSAL's own, https://learn.microsoft.com/entra/msal/javascript/browser/caching. */
function keepsSecureCookie(): boolean {
  const cookie = `${PROBE}=1; path=/; SameSite=None; Secure`;
  try {
    document.cookie = cookie;
    const isKept = document.cookie.split("; ").includes(`${PROBE}=1`);
    document.cookie = `${cookie}; Max-Age=0`;
    return isKept;
  } catch {
    return false;
  }
}
