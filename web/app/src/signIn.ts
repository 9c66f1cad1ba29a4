import {
  type AccountInfo,
  type AuthenticationResult,
  type IPublicClientApplication,
  PublicClientApplication,
} from "@azure/msal-browser";
import { msalOptions } from "./msalOptions.js";
import { cameBack } from "./return.js";
import { scopesAtSignIn } from "./scopes.js";
import type { Scopes, Settings } from "./settings.js";
import { isPopupBlocked, SIGN_IN_LOST } from "./signInFailure.js";

/** What to ask of the user. */
export interface Wish {
  /** What the tokens shall be for. */
  readonly scopes: Scopes;
  /** A claims challenge that the new token has to satisfy. */
  readonly claims?: string | undefined;
  /** Whether another account shall be picked. */
  readonly otherAccount?: boolean;
}

/** What comes back from a page of Entra's, if anything did. */
export type Return =
  { readonly popupWasBlocked: boolean } | { readonly failure: unknown } | undefined;

const POPUP_WAS_BLOCKED = "popup-blocked";

/** Signing in and out with MSAL, and its tokens. */
export class SignIn {
  readonly #msal: IPublicClientApplication;
  readonly #filter: { readonly tenantId?: string };

  private constructor(msal: IPublicClientApplication, { tenantId }: Settings) {
    this.#msal = msal;
    // A guest who has signed in at home too has another account there
    this.#filter = tenantId === "organizations" ? {} : { tenantId };
  }

  /** Makes MSAL ready, and takes up what a redirect has brought back. */
  static async start(settings: Settings, stay: boolean) {
    const msal = new PublicClientApplication(await msalOptions(settings, stay));
    await msal.initialize();
    const signIn = new SignIn(msal, settings);
    return { signIn, back: await signIn.#comeBack() };
  }

  get account(): AccountInfo | null {
    const active = this.#msal.getActiveAccount();
    const all = this.#msal.getAllAccounts(this.#filter);
    return all.find((it) => it.homeAccountId === active?.homeAccountId) ?? all[0] ?? null;
  }

  /** Signs in in a window of its own, or on this page where the browser allows no window. */
  async inWindow(wish: Wish, blocked: () => void): Promise<void> {
    const request = { ...this.#request(wish), overrideInteractionInProgress: true };
    try {
      this.#remember(await this.#msal.acquireTokenPopup(request));
    } catch (error) {
      if (!isPopupBlocked(error)) {
        throw error;
      }
      blocked();
      await this.onThisPage(wish, POPUP_WAS_BLOCKED);
    }
  }

  /** Leaves the page for Entra's, which leads back here. */
  async onThisPage(wish: Wish, state = ""): Promise<void> {
    await this.#msal.acquireTokenRedirect({ ...this.#request(wish), state });
  }

  /** A token without asking the user, from MSAL's cache where it has a good one. */
  async token(
    scopes: readonly string[],
    claims: string | undefined,
    forceRefresh: boolean,
  ): Promise<AuthenticationResult> {
    const { account } = this;
    return this.#msal.acquireTokenSilent({
      scopes: [...scopes],
      forceRefresh,
      ...(claims ? { claims } : {}),
      ...(account ? { account } : {}),
    });
  }

  /** Forgets the tokens of somebody who has signed out in another tab. */
  async forget(account: AccountInfo): Promise<void> {
    await this.#msal.clearCache({ account });
  }

  /** Forgets the tokens, and leaves the page to sign out at Entra too. */
  async signOut(): Promise<void> {
    await this.#msal.logoutRedirect({ account: this.account });
  }

  async #comeBack(): Promise<Return> {
    // Of an answer to nothing that it has kept, MSAL says nothing
    const isBack = cameBack();
    try {
      const result = await this.#msal.handleRedirectPromise();
      if (!result) {
        return isBack ? { failure: { errorCode: SIGN_IN_LOST } } : undefined;
      }
      this.#remember(result);
      return { popupWasBlocked: result.state === POPUP_WAS_BLOCKED };
    } catch (failure) {
      return { failure };
    }
  }

  #remember({ account }: AuthenticationResult): void {
    this.#msal.setActiveAccount(account);
  }

  #request({ scopes, claims, otherAccount }: Wish) {
    const { account } = this;
    const asked = scopesAtSignIn(scopes);
    if (otherAccount || !account) {
      return { ...asked, prompt: "select_account", ...(claims ? { claims } : {}) };
    }
    return { ...asked, account, ...(claims ? { claims } : {}) };
  }
}
