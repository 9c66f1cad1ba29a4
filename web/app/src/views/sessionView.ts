import type { AccountInfo } from "@azure/msal-browser";
import type { SessionState } from "../session.js";
import type { TokenOnPage } from "../claimWords.js";
import { momentOf } from "../durations.js";
import type { UserKind } from "../userKind.js";
import { breakable, byId } from "./elements.js";
import { say } from "./notices.js";
import type { RefusalView } from "./refusalView.js";
import { showSteps } from "./stepsView.js";
import { TokenView } from "./tokenView.js";

const ORDER: readonly TokenOnPage[] = ["issued", "subject", "caller"];

/** What is shown of somebody who is signed in. */
export class SessionView {
  readonly #refusal: RefusalView;
  readonly #tokens = new Map(ORDER.map((kind) => [kind, new TokenView(kind)] as const));

  constructor(refusal: RefusalView) {
    this.#refusal = refusal;
    byId("tokens").replaceChildren(...[...this.#tokens.values()].map((it) => it.card));
    setInterval(() => this.tick(), 1000);
  }

  /** Shows who it is. */
  showPerson({ name, username }: AccountInfo): void {
    byId("person").textContent = name ?? username;
    byId("initial").textContent = [...(name ?? username)][0] ?? "";
    byId("person-facts").replaceChildren(breakable("span", username));
  }

  /** As which kind of user, for the sessions that follow. */
  showKind(kind: UserKind): void {
    this.#tokens.forEach((it) => {
      it.show(undefined);
      it.kindOfUser = kind;
    });
  }

  show(state: SessionState): void {
    const { entra, issued, steps, exchanging, refusal, nextTry } = state;
    this.#tokens.get("issued")?.show(issued);
    this.#tokens.get("subject")?.show(entra.subject);
    this.#tokens.get("caller")?.show(entra.caller);
    showSteps(steps, exchanging);
    this.#refusal.show(refusal, nextTry);
    byId<HTMLButtonElement>("again").disabled = exchanging;
    say(sentence(state), refusal ? "bad" : issued ? "good" : "calm");
  }

  /** Brings everything that runs down up to now. */
  tick(): void {
    this.#tokens.forEach((it) => it.tick());
    this.#refusal.tick();
  }
}

function sentence({ issued, exchanging, refusal }: SessionState): string {
  if (exchanging) {
    return issued ? "Fetching the next token …" : "Exchanging your token …";
  }
  if (issued) {
    return refusal
      ? `The next token could not be fetched. The one at hand is good until ${momentOf(issued.expiresOn)}.`
      : `There is a token for calls, good until ${momentOf(issued.expiresOn)}.`;
  }
  return refusal ? "There is no token for calls." : "";
}
