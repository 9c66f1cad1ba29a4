const STAY = "acs-token-broker.stay";

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

/** None where the browser keeps nothing for this site. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
