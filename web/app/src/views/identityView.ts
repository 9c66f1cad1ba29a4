import { type IdentityAction, REQUESTS } from "../ownIdentity.js";
import { button, byId } from "./elements.js";

const LABELS: Readonly<Record<IdentityAction, string>> = {
  find: "Look it up",
  make: "Make it",
  revoke: "Revoke its tokens",
  remove: "Remove it",
};
const WARNING =
  "Remove your ACS identity with all its tokens? Nobody reaches it any more after that.";

/** The card with what a user can do with their own ACS identity. */
export class IdentityView {
  readonly #buttons: readonly HTMLButtonElement[];

  constructor(act: (action: IdentityAction) => void) {
    this.#buttons = (Object.keys(LABELS) as IdentityAction[]).map((action) =>
      button(LABELS[action], () => {
        if (action !== "remove" || confirm(WARNING)) {
          act(action);
        }
      }),
    );
    byId("identity-actions").append(...this.#buttons);
  }

  /** Shows the card, or hides it where the user has an Entra token exchanged. */
  show(isShown: boolean): void {
    byId("identity").hidden = !isShown;
    byId("identity-said").textContent = "";
  }

  /** Says that the broker is asked. */
  ask(action: IdentityAction): void {
    this.#buttons.forEach((it) => (it.disabled = true));
    byId("identity-said").textContent = `${REQUESTS[action]} …`;
  }

  /** Says what came of it. */
  say(action: IdentityAction, sentence: string): void {
    this.#buttons.forEach((it) => (it.disabled = false));
    byId("identity-said").textContent = `${REQUESTS[action]}: ${sentence}`;
  }
}
