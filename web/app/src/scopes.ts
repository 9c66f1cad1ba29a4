import type { Scopes, Settings } from "./settings.js";
import { SCOPES_AT_ACS, type UserKind } from "./userKind.js";

/** What the broker wants to see of a user of this kind. */
export function scopesOf({ brokerApi, scopes }: Settings, kind: UserKind): Scopes {
  const told = scopes[kind];
  if (told) {
    return told;
  }
  const caller = brokerApi && [`api://${brokerApi.clientId}/${brokerApi.scope}`];
  return {
    ...(caller && { caller }),
    ...(kind !== "identity" && !brokerApi?.onBehalfOf && { subject: SCOPES_AT_ACS[kind] }),
  };
}

/** What a sign-in asks for: one resource gets a token, the other one consent in the same go. */
export function scopesAtSignIn({ caller, subject }: Scopes) {
  return {
    scopes: [...(subject ?? caller ?? [])],
    extraScopesToConsent: subject ? [...(caller ?? [])] : [],
  };
}
