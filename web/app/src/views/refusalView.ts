import { inWords } from "../durations.js";
import type { Refusal } from "../refusal.js";
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
    if (!refusal) {
      this.#place.replaceChildren();
      this.#wait = undefined;
      return;
    }
    const card = fromTemplate("refusal-card");
    part(card, "title").textContent = refusal.title;
    part(card, "sentence").textContent = refusal.sentence;
    part(card, "details").replaceChildren(
      ...[["Code", refusal.code] as const, ...refusal.details].map(([name, value]) => {
        const row = document.createElement("div");
        row.append(element("dt", name), element("dd", value));
        return row;
      }),
    );
    part(card, "actions").append(...this.#actions(refusal));
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
      case "other-account":
        return [button("Use another account", () => this.#remedies.otherAccount()), again];
      case "consent":
        return [link("Consent, as an administrator", consentUrl ?? ""), again];
      case "try":
        return [again];
      case "none":
        return [];
    }
  }
}

function link(text: string, address: string): HTMLAnchorElement {
  const made = element("a", text);
  Object.assign(made, { href: address, target: "_blank", rel: "noreferrer", className: "button" });
  return made;
}
