import type { TokenRoute } from "acs-token-broker-client/exchange";

/** A kind of user, by the name that the project's own settings have for it. */
export type UserKind = TokenRoute;

/** Those whose Entra token is exchanged; an ACS identity has none. */
export type ExchangedKind = Exclude<UserKind, "identity">;

/** The kinds of user that a broker has tokens for, in the order in which they are offered. */
export const USER_KINDS: readonly UserKind[] = ["teams", "entra", "teamsPhone", "identity"];

const ACS = "https://auth.msft.communication.azure.com";

/** What an Entra token has to be for, so that ACS exchanges it. */
export const SCOPES_AT_ACS: Readonly<Record<ExchangedKind, readonly string[]>> = {
  teams: [`${ACS}/Teams.ManageCalls`, `${ACS}/Teams.ManageChats`],
  entra: ["https://communication.azure.com/clients/VoIP"],
  teamsPhone: [`${ACS}/TeamsExtension.ManageCalls`],
};

/** Whether a text names a kind. */
export function isUserKind(text: unknown): text is UserKind {
  return USER_KINDS.includes(text as UserKind);
}
