import type { AccountInfo } from "@azure/msal-browser";
import { refusalOf } from "./brokerRefusal.js";
import { chosenKind, setChosenKind, setWantsToStay, wantsToStay } from "./preferences.js";
import { scopesOf } from "./scopes.js";
import type { BrokerError } from "acs-token-broker-client/exchange";
import { actOn, endsTokens, type IdentityAction, REQUESTS } from "./ownIdentity.js";
import { OtherTabs } from "./otherTabs.js";
import { Session } from "./session.js";
import type { Scopes, Settings } from "./settings.js";
import type { Return, SignIn, Wish } from "./signIn.js";
import { signInFailure } from "./signInFailure.js";
import { whyNotToStay } from "./siteData.js";
import type { UserKind } from "./userKind.js";
import { copies } from "./views/copying.js";
import { breakable, byId } from "./views/elements.js";
import { IdentityView } from "./views/identityView.js";
import { explainKind, offerKinds } from "./views/kindView.js";
import { say, tell } from "./views/notices.js";
import { type Remedies, RefusalView } from "./views/refusalView.js";
import { SessionView } from "./views/sessionView.js";
import { snippet } from "./views/snippet.js";

const BLOCKED = "Your browser allowed no new window, so you sign in on this page instead.";
const SIGNED_OUT = "You have signed out in another tab.";
const LOST =
  "This tab's sign-in has ended: somebody signed out or in elsewhere, or the site's data was cleared.";
const WAS_BLOCKED = "Your browser allowed no new window, so you signed in on this page instead.";

/** The page: somebody is signed in, or nobody is. */
export class Page implements Remedies {
  readonly #settings: Settings;
  readonly #signIn: SignIn;
  readonly #refusal = new RefusalView(this);
  readonly #view = new SessionView(this.#refusal);
  readonly #identity = new IdentityView((action) => void this.#act(action));
  readonly #otherTabs = new OtherTabs((who) => void this.#signedOutElsewhere(who));
  #session: Session | undefined;
  /** Who is shown. */
  #person: AccountInfo | undefined;
  #kind: UserKind;

  constructor(settings: Settings, signIn: SignIn) {
    this.#settings = settings;
    this.#kind = chosenKind(settings.userKinds);
    this.#signIn = signIn;
    this.#prepare();
  }

  /** Takes up what a redirect has brought back, or the session of this tab. */
  begin(back: Return): void {
    if (back && "popupWasBlocked" in back && back.popupWasBlocked) {
      tell(WAS_BLOCKED);
    }
    this.#showWhoIsThere();
    if (back && "failure" in back) {
      this.#failed(back.failure);
    }
  }

  signIn(claims?: string): void {
    void this.#inWindow({ claims });
  }

  otherAccount(): void {
    void this.#inWindow({ otherAccount: true });
  }

  tryAgain(): void {
    void (this.#session?.askAgain() ?? this.#inWindow({}));
  }

  /** The network is back: what failed without it may work now. */
  online(): void {
    void this.#session?.askAgain();
  }

  /** The tab is looked at again, and its timers may have slept meanwhile. */
  awake(): void {
    this.#view.tick();
    if (this.#person && this.#person.homeAccountId !== this.#signIn.account?.homeAccountId) {
      tell(LOST);
      this.#showWhoIsThere();
      return;
    }
    void this.#session?.ask();
  }

  get #scopes(): Scopes {
    return scopesOf(this.#settings, this.#kind);
  }

  /** Whoever is signed in is shown as that kind of user, with another token. */
  #choose(kind: UserKind): void {
    this.#kind = kind;
    setChosenKind(kind);
    this.#explain();
    this.#refusal.show(undefined);
    if (this.#signIn.account) {
      this.#beginSession();
    }
  }

  async #inWindow(beyond: Omit<Wish, "scopes">): Promise<void> {
    const wish = { ...beyond, scopes: this.#scopes };
    say("Sign in in the window that has opened. If it is gone, start again.");
    const before = this.#signIn.account;
    try {
      await this.#signIn.inWindow(wish, () => {
        tell(BLOCKED);
        say(BLOCKED);
      });
      const { account } = this.#signIn;
      if (before && !wish.otherAccount && account?.homeAccountId !== before.homeAccountId) {
        tell(`Somebody else has signed in: ${account?.username}, and not ${before.username}.`);
      }
      this.#refusal.show(undefined);
      this.#showWhoIsThere();
    } catch (error) {
      this.#failed(error);
    }
  }

  async #onThisPage(): Promise<void> {
    say("Leading you to the sign-in …");
    await this.#signIn
      .onThisPage({ scopes: this.#scopes })
      .catch((error: unknown) => this.#failed(error));
  }

  async #signedOutElsewhere(homeAccountId: string): Promise<void> {
    const person = this.#person;
    if (person?.homeAccountId === homeAccountId) {
      await this.#signIn.forget(person);
      this.#refusal.show(undefined);
      tell(SIGNED_OUT);
      this.#showWhoIsThere();
    }
  }

  async #signOut(): Promise<void> {
    const { account } = this.#signIn;
    this.#session?.end();
    this.#session = undefined;
    say("Signing out …");
    if (account) {
      this.#otherTabs.tell(account.homeAccountId);
    }
    await this.#signIn.signOut().catch((error: unknown) => {
      this.#showWhoIsThere();
      this.#failed(error);
    });
  }

  #failed(error: unknown): void {
    // Started anew, or in another tab: that one tells how it ends
    if (Object(error).errorCode !== "interaction_in_progress_cancelled") {
      say(this.#session ? "You are still signed in as before." : "You are not signed in.");
      this.#refusal.show(signInFailure(error));
    }
  }

  #showWhoIsThere(): void {
    const { account } = this.#signIn;
    this.#person = account ?? undefined;
    byId("start").hidden = account !== null;
    byId("session").hidden = account === null;
    this.#session?.end();
    this.#session = undefined;
    if (!account) {
      say("You are not signed in.");
      return;
    }
    this.#view.showPerson(account);
    this.#beginSession();
    byId("person").focus();
  }

  #beginSession(): void {
    this.#session?.end();
    this.#view.showKind(this.#kind);
    this.#identity.show(this.#kind === "identity");
    this.#session = new Session(this.#settings, this.#signIn, this.#kind, (state) =>
      this.#view.show(state),
    );
    void this.#session.ask();
  }

  /** Does with the user's ACS identity what they wish. */
  async #act(action: IdentityAction): Promise<void> {
    this.#identity.ask(action);
    try {
      const sentence = await actOn(action, {
        brokerUrl: this.#settings.brokerUrl,
        getCallerToken: async ({ claims, forceRefresh }) =>
          (await this.#signIn.token(this.#scopes.caller ?? [], claims, forceRefresh)).accessToken,
      });
      if (endsTokens(action)) {
        this.#session?.rest();
      }
      this.#identity.say(action, sentence);
    } catch (error) {
      const refusal = refusalOf(error as BrokerError, { title: `Not done: ${REQUESTS[action]}` });
      this.#identity.say(action, `refused with ${refusal.code}.`);
      this.#refusal.show(refusal);
    }
  }

  #explain(): void {
    explainKind(this.#settings, this.#kind);
    byId("snippet").textContent = snippet(this.#settings, this.#kind);
  }

  #prepare(): void {
    const stay = byId<HTMLInputElement>("stay");
    const whyNot = whyNotToStay();
    stay.disabled = whyNot !== undefined;
    stay.checked = wantsToStay() && !whyNot;
    if (whyNot) {
      byId("stay-meaning").textContent = whyNot;
    }
    stay.addEventListener("change", () => {
      setWantsToStay(stay.checked);
      location.reload();
    });
    this.#press("sign-in", () => this.signIn());
    this.#press("sign-in-here", () => void this.#onThisPage());
    this.#press("other-account", () => this.otherAccount());
    this.#press("sign-out", () => void this.#signOut());
    this.#press("again", () => void this.#session?.exchangeAnew());
    byId("local-hint").hidden = !this.#settings.localCloud;
    byId("where").replaceChildren(
      "Broker: ",
      breakable("span", new URL(this.#settings.brokerUrl).host),
    );
    copies(byId<HTMLButtonElement>("copy-snippet"), () => snippet(this.#settings, this.#kind));
    offerKinds(this.#settings.userKinds, this.#kind, (kind) => this.#choose(kind));
    this.#explain();
  }

  #press(id: string, pressed: () => void): void {
    byId(id).addEventListener("click", pressed);
  }
}
