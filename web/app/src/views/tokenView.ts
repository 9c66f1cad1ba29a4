import { explained, type TokenOnPage } from "../claimWords.js";
import { inWords, momentOf } from "../durations.js";
import { type Claims, claimsOf, wholeLife } from "../jwt.js";
import type { UserKind } from "../userKind.js";
import { copies } from "./copying.js";
import { breakable, element, fromTemplate, part } from "./elements.js";

/** A token to show. Its times are by this device's clock. */
export interface ShownToken {
  readonly token: string;
  readonly expiresOn: Date;
  readonly refreshOn?: Date;
  /** The user's raw id at ACS, which the broker tells beside the token. */
  readonly userId?: string;
}

const WORDS: Readonly<Record<TokenOnPage, readonly [title: string, what: string]>> = {
  issued: [
    "The token for calls",
    "From Communication Services, through the broker. It is for the Calling SDK.",
  ],
  subject: [
    "Your Entra token",
    "For Communication Services. The broker takes it as the proof of who you are.",
  ],
  caller: ["Your caller token", "From Entra, for the broker's own API. It says who is calling."],
};

/** How many claims stand there unfolded. */
const AT_A_GLANCE = 4;

/** The next token is due by then. */
const LAST_MINUTES = 5 * 60_000;

/** A card with one token: its claims, its life, and the token itself for those who ask. */
export class TokenView {
  readonly card = fromTemplate("token-card");
  readonly #kind: TokenOnPage;
  readonly #toggle = part<HTMLButtonElement>(this.card, "toggle");
  readonly #copy = part<HTMLButtonElement>(this.card, "copy");
  readonly #secret = part(this.card, "token");
  #shown: ShownToken | undefined;
  #whole = 0;
  #isOpen = false;
  /** The kind of user, since some claims mean something else of each. */
  kindOfUser: UserKind = "teams";

  constructor(kind: TokenOnPage) {
    this.#kind = kind;
    const [title, what] = WORDS[kind];
    this.card.dataset.kind = kind;
    part(this.card, "title").textContent = title;
    part(this.card, "what").textContent = what;
    part(this.card, "bar").setAttribute("aria-label", `How much of its life is left: ${title}`);
    part(this.card, "json").setAttribute("aria-label", `All claims: ${title}`);
    this.#secret.setAttribute("aria-label", title);
    this.#toggle.addEventListener("click", () => this.#open(!this.#isOpen));
    copies(this.#copy, () => this.#shown?.token ?? "");
    this.show(undefined);
  }

  /** Shows another token; hides the card where there is none. */
  show(shown: ShownToken | undefined): void {
    if (shown?.token !== this.#shown?.token || !shown) {
      const claims = claimsOf(shown?.token ?? "");
      this.#showClaims(shown, claims);
      // A token that cannot be read was as long-lived, as far as anybody knows, as it is at first
      this.#whole = wholeLife(claims) ?? (shown ? shown.expiresOn.getTime() - Date.now() : 0);
    }
    this.#shown = shown;
    this.card.hidden = !shown;
    this.#open(this.#isOpen && shown !== undefined);
    this.tick();
  }

  /** Brings what is left of its life up to now. */
  tick(): void {
    if (!this.#shown) {
      return;
    }
    const { expiresOn, refreshOn } = this.#shown;
    const left = Math.max(0, expiresOn.getTime() - Date.now());
    part(this.card, "left").textContent = left ? `${inWords(left)} left` : "It has ended.";
    part<HTMLProgressElement>(this.card, "bar").value =
      this.#whole > 0 ? Math.min(1000, (left / this.#whole) * 1000) : 0;
    part(this.card, "bar").classList.toggle("due", left < (refreshOn ? LAST_MINUTES : 0));
    part(this.card, "until").textContent =
      `Ends at ${momentOf(expiresOn)}` +
      (refreshOn ? `; the next one is due at ${momentOf(refreshOn)}.` : ".");
  }

  #showClaims(shown: ShownToken | undefined, claims: Claims): void {
    const isReadable = Object.keys(claims).length > 0;
    const rows = explained(this.#kind, claims, this.kindOfUser).map(({ name, value, meaning }) => {
      const row = document.createElement("div");
      row.append(element("dt", name), breakable("dd", value), element("dd", meaning));
      return row;
    });
    part(this.card, "claims").replaceChildren(...rows.slice(0, AT_A_GLANCE));
    part(this.card, "more").replaceChildren(...rows.slice(AT_A_GLANCE));
    part(this.card, "json").textContent = shown ? JSON.stringify(claims, null, 2) : "";
    part(this.card, "all").hidden = !isReadable;
    part(this.card, "encrypted").hidden = isReadable || this.#kind !== "issued";
    part(this.card, "user").textContent = shown?.userId ?? "";
    part(this.card, "raw").hidden = !shown?.userId;
  }

  #open(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#toggle.textContent = isOpen ? "Hide the token" : "Show the token";
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
    this.#secret.hidden = this.#copy.hidden = !isOpen;
    this.#secret.textContent = isOpen ? (this.#shown?.token ?? "") : "";
  }
}
