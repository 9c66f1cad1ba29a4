const CHANNEL = "acs-token-broker.signed-out";

/** Tells the other tabs of this page who has signed out, and hears it from them. */
export class OtherTabs {
  readonly #channel = opened();

  /** @param signedOut gets the account's id at MSAL (homeAccountId) */
  constructor(signedOut: (homeAccountId: string) => void) {
    this.#channel?.addEventListener("message", ({ data }) => signedOut(String(data)));
  }

  /** Tells that this account has signed out here. */
  tell(homeAccountId: string): void {
    this.#channel?.postMessage(homeAccountId);
  }
}

/** None where the browser keeps nothing for this site: Firefox throws then. */
function opened(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}
