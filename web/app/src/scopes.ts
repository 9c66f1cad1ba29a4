import type { TokenKind } from "acs-token-broker-client/exchange";
import type { Settings } from "./settings.js";

const TEAMS = [
  "https://auth.msft.communication.azure.com/Teams.ManageCalls",
  "https://auth.msft.communication.azure.com/Teams.ManageChats",
];

/** The scopes of each token that the broker wants from the page. */
export type Scopes = Readonly<Partial<Record<TokenKind, readonly string[]>>>;

export function scopesOf({ brokerApi }: Settings): Scopes {
  if (!brokerApi) {
    return { subject: TEAMS };
  }
  const caller = [`api://${brokerApi.clientId}/${brokerApi.scope}`];
  return brokerApi.onBehalfOf ? { caller } : { caller, subject: TEAMS };
}

/** What a sign-in asks for: one resource gets a token, the other one consent in the same go. */
export function scopesAtSignIn({ caller, subject }: Scopes) {
  return {
    scopes: [...(subject ?? caller ?? [])],
    extraScopesToConsent: subject ? [...(caller ?? [])] : [],
  };
}
