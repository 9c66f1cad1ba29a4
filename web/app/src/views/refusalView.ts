import { inWords, momentOf } from "../durations.js";
import type { Refusal, Remedy } from "../refusal.js";
import { supportText } from "../supportText.js";
import { copies } from "./copying.js";
import { button, byId, element, fromTemplate, part } from "./elements.js";

/** What the buttons of a refusal do. */
export interface Remedies {
  signIn(claims: string | undefined): void;
  otherAccount(): void;
  tryAgain(): void;
}

/** The card that says why there is no token, and what helps. */
export class RefusalView {
  readonly #place = byId("refusal");
  readonly #remedies: Remedies;
  #shown: Refusal | undefined;
  #wait: HTMLElement | undefined;
  #nextTry: Date | undefined;

  constructor(remedies: Remedies) {
    this.#remedies = remedies;
  }

  /** Shows a refusal, or none. */
  show(refusal: Refusal | undefined, nextTry?: Date): void {
    this.#nextTry = nextTry;
    if (refusal && refusal === this.#shown) {
      // Drawn anew it would be read aloud again, and lose the focus
      this.tick();
      return;
    }
    this.#shown = refusal;
    hideWhatIsOffered(refusal?.remedy);
    if (!refusal) {
      this.#place.replaceChildren();
      this.#wait = undefined;
      return;
    }
    const card = fromTemplate("refusal-card");
    const since = new Date();
    part(card, "title").textContent = refusal.title;
    part(card, "sentence").textContent = refusal.sentence;
    part(card, "details").replaceChildren(...rowsOf(refusal, since));
    part(card, "actions").append(...this.#actions(refusal));
    copies(part<HTMLButtonElement>(card, "support"), () =>
      supportText(refusal, since, location.href),
    );
    this.#wait = part(card, "wait");
    this.tick();
    this.#place.replaceChildren(card);
  }

  /** Brings the countdown up to now. */
  tick(): void {
    if (this.#wait) {
      const left = this.#nextTry ? this.#nextTry.getTime() - Date.now() : 0;
      // At its end the page asks, and says so elsewhere
      this.#wait.textContent = left > 0 ? `The page asks again in ${inWords(left)}.` : "";
      this.#wait.hidden = left <= 0;
    }
  }

  #actions({ remedy, claims, consentUrl }: Refusal): HTMLElement[] {
    const again = button("Try again now", () => this.#remedies.tryAgain());
    switch (remedy) {
      case "sign-in":
        return [button("Sign in again", () => this.#remedies.signIn(claims))];
      case "other-account": {
        const other = button("Use another account", () => this.#remedies.otherAccount());
        // Where nobody is signed in, trying again means to pick an account as well
        return isSomebodyThere() ? [other, again] : [other];
      }
      case "consent":
        return [consentLink(consentUrl ?? ""), again];
      case "try":
        return [again];
      case "none":
        return [];
    }
  }
}

/** The page's own buttons that do what the card's do. */
const SAME: Readonly<Record<Remedy, readonly string[]>> = {
  "sign-in": ["sign-in"],
  "other-account": ["sign-in", "other-account", "again"],
  consent: ["again"],
  try: ["sign-in", "again"],
  none: [],
};

/** No two buttons of the page do the same: those of the card are nearer to what happened. */
function hideWhatIsOffered(remedy: Remedy = "none"): void {
  for (const id of ["sign-in", "other-account", "again"]) {
    byId(id).hidden = SAME[remedy].includes(id);
  }
}

function isSomebodyThere(): boolean {
  return !byId("session").hidden;
}

function rowsOf({ code, codePage, details }: Refusal, since: Date): HTMLElement[] {
  const rows = [...details, ["Since", momentOf(since)] as const].map(([name, value]) =>
    rowOf(name, element("dd", value)),
  );
  const value = element("dd", codePage ? "" : code);
  if (codePage) {
    value.append(link(code, codePage));
  }
  return [rowOf("Code", value), ...rows];
}

function rowOf(name: string, value: HTMLElement): HTMLElement {
  const row = element("div", "");
  row.append(element("dt", name), value);
  return row;
}

function link(text: string, address: string): HTMLAnchorElement {
  const made = element("a", text);
  Object.assign(made, { href: address, target: "_blank", rel: "noreferrer" });
  return made;
}

function consentLink(address: string): HTMLAnchorElement {
  const made = link("Consent, as an administrator", address);
  made.className = "button";
  return made;
}
