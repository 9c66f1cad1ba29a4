import { isUserKind, type UserKind } from "./userKind.js";

const STAY = "acs-token-broker.stay";
const KIND = "acs-token-broker.kind";

/** Whether the person wants to stay signed in in this browser. It is no secret, and no token. */
export function wantsToStay(): boolean {
  return storage()?.getItem(STAY) === "yes";
}

/** Remembers it. */
export function setWantsToStay(stay: boolean): void {
  if (stay) {
    storage()?.setItem(STAY, "yes");
  } else {
    storage()?.removeItem(STAY);
  }
}

/** The kind of user that was chosen in this tab, where the broker still offers it. */
export function chosenKind(offered: readonly UserKind[]): UserKind {
  const [first = "teams"] = offered;
  const chosen = ofTab()?.getItem(KIND);
  return isUserKind(chosen) && offered.includes(chosen) ? chosen : first;
}

/** Remembers it for this tab, which a sign-in on the page itself leaves and comes back to. */
export function setChosenKind(kind: UserKind): void {
  ofTab()?.setItem(KIND, kind);
}

/** None where the browser keeps nothing for this site. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function ofTab(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
