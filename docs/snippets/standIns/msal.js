// Stands in for MSAL's PublicClientApplication, as far as the snippets know it; where it would ask
// Entra, it does, without a window.
import assert from "node:assert/strict";
import { BrowserAuthError, EventType } from "@azure/msal-browser";

export { InteractionRequiredAuthError } from "@azure/msal-browser";

/** `silently` is what a silent request adds to the one for a token, or throws. */
export const nothingFails = { silently: () => "", windowFails: undefined };

/** Who signs in, at which local Entra, and by which code of MSAL's their window fails. */
export const world = { entra: "", person: "adele@contoso.example", ...nothingFails };

const ENTRA_USERS = "https://communication.azure.com/clients/";
const quiet = { clone: () => quiet, info() {}, verbose() {}, warning() {}, error() {} };

let newest;

/** The one that was made last. */
export const latest = () => newest;

export class PublicClientApplication {
  /** What it was asked for, in order. */
  calls = [];
  #account = null;
  #listeners = new Map();

  constructor() {
    newest = this;
  }

  async initialize() {}

  async handleRedirectPromise() {
    return null;
  }

  initializeWrapperLibrary() {}

  getLogger() {
    return quiet;
  }

  addEventCallback(listener) {
    const id = String(this.#listeners.size);
    this.#listeners.set(id, listener);
    return id;
  }

  removeEventCallback(id) {
    this.#listeners.delete(id);
  }

  getAllAccounts() {
    return this.#account ? [this.#account] : [];
  }

  getActiveAccount() {
    return this.#account;
  }

  setActiveAccount(account) {
    this.#account = account;
    this.#tell(EventType.ACTIVE_ACCOUNT_CHANGED);
  }

  async loginPopup({ prompt, scopes }) {
    this.calls.push("login");
    failWindow();
    assert.equal(prompt, "select_account");
    assert.ok(scopes.length > 0);
    const answer = { account: accountOf(world.person) };
    this.#tell(EventType.LOGIN_SUCCESS);
    return answer;
  }

  async acquireTokenSilent({ forceRefresh, ...request }) {
    this.calls.push(forceRefresh ? "silent, anew" : "silent");
    return this.#answer(request, world.silently(forceRefresh));
  }

  async acquireTokenPopup({ claims, ...request }) {
    this.calls.push(claims ? "popup, with claims" : "popup");
    failWindow();
    const more = claims ? `&claims=${encodeURIComponent(claims)}` : "";
    return this.#answer({ ...request, account: accountOf(world.person) }, more);
  }

  async #answer({ account, scopes }, more) {
    const audience = scopes[0].startsWith(ENTRA_USERS) ? "&audience=acs-clients" : "";
    const address = `${world.entra}/local/token?user=${account.username}${audience}${more}`;
    const answer = await fetch(address);
    assert.equal(answer.status, 200, await answer.clone().text());
    return { account, accessToken: await answer.text() };
  }

  #tell(eventType) {
    this.#listeners.forEach((listener) => listener({ eventType, interactionType: "popup" }));
  }
}

function failWindow() {
  if (world.windowFails) {
    throw new BrowserAuthError(world.windowFails);
  }
}

const accountOf = (username) => ({
  username,
  homeAccountId: username,
  localAccountId: username,
});
