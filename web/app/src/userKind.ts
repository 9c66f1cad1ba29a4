import type { TokenRoute } from "acs-token-broker-client/exchange";

/** The kinds of user that a broker has tokens for, in the order in which they are offered. */
export const USER_KINDS = ["teams", "entra", "teamsPhone"] as const;

/** One of them, by the name that the project's own settings have for it. */
export type UserKind = (typeof USER_KINDS)[number];

const ACS = "https://auth.msft.communication.azure.com";

/** What an Entra token has to be for, so that ACS exchanges it. */
export const SCOPES_AT_ACS: Readonly<Record<UserKind, readonly string[]>> = {
  teams: [`${ACS}/Teams.ManageCalls`, `${ACS}/Teams.ManageChats`],
  entra: ["https://communication.azure.com/clients/VoIP"],
  teamsPhone: [`${ACS}/TeamsExtension.ManageCalls`],
};

/** Which exchange of the broker's it is. */
export const ROUTES: Readonly<Record<UserKind, TokenRoute>> = {
  teams: "teams",
  entra: "entra",
  teamsPhone: "teams-phone",
};

/** Whether a text names a kind. */
export function isUserKind(text: unknown): text is UserKind {
  return USER_KINDS.includes(text as UserKind);
}
