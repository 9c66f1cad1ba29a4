import { isUserKind, type UserKind } from "./userKind.js";

const STAY = "acs-token-broker.stay";
const KIND = "acs-token-broker.kind";

/** Whether the person wants to stay signed in in this browser. It is no secret, and no token. */
export function wantsToStay(): boolean {
  return kept(() => localStorage.getItem(STAY)) === "yes";
}

/** Remembers it. */
export function setWantsToStay(stay: boolean): void {
  kept(() => (stay ? localStorage.setItem(STAY, "yes") : localStorage.removeItem(STAY)));
}

/** The kind of user that was chosen in this tab, where the broker still offers it. */
export function chosenKind(offered: readonly UserKind[]): UserKind {
  const [first = "teams"] = offered;
  const chosen = kept(() => sessionStorage.getItem(KIND));
  return isUserKind(chosen) && offered.includes(chosen) ? chosen : first;
}

/** Remembers it for this tab, which a sign-in on the page itself leaves and comes back to. */
export function setChosenKind(kind: UserKind): void {
  kept(() => sessionStorage.setItem(KIND, kind));
}

/** Undefined where the browser keeps nothing for this site, or no more: storage throws then. */
function kept<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
