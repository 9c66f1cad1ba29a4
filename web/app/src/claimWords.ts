import { momentOf } from "./durations.js";
import type { Claims } from "./jwt.js";
import type { UserKind } from "./userKind.js";

/** A claim that is worth a word. */
export interface ExplainedClaim {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** Which of the tokens it is, since some claims mean something else in each. */
export type TokenOnPage = "caller" | "issued" | "subject";

type Meanings = Readonly<Record<string, string>>;

const PERSON: Meanings = {
  name: "who signed in, for people to read",
  tid: "the user's tenant; the broker serves only those that it was told to",
  oid: "the user within that tenant; the broker never takes it from anything but this token",
};
const THIS_PAGE =
  "the application that asked for the token, this page; the broker serves only those it knows";
const APPLICATION: Meanings = { appid: THIS_PAGE, azp: THIS_PAGE };
const ENTRA_TIMES: Meanings = { iat: "when it was issued", exp: "when it ends" };

const MEANINGS: Readonly<Record<TokenOnPage, Meanings>> = {
  subject: {
    aud: "for whom it is: Azure Communication Services, and nobody else takes it",
    ...PERSON,
    ...APPLICATION,
    scp: "what the application may do for the user",
    ...ENTRA_TIMES,
  },
  caller: {
    aud: "for whom it is: the broker's own API",
    ...PERSON,
    ...APPLICATION,
    scp: "what the application may do at the broker",
    roles: "the user's roles at the broker, by which it may decide",
    groups: "the user's groups, by which the broker may decide",
    ...ENTRA_TIMES,
  },
  issued: {
    skypeid: "the user at Communication Services; orgid: stands for a Teams user",
    acsScope: "what Communication Services writes there",
    tid: "the user's tenant",
    resourceId: "the Communication Services resource, which pays for the calls",
    resourceLocation: "where that resource keeps its data",
    ...ENTRA_TIMES,
  },
};
const TIMES = ["iat", "exp"];
const SCOPE_OF_TEAMS =
  "what Communication Services writes there. The token is good for calls; ACS Chat does not take" +
  " it, and a Teams user chats by Microsoft Graph";

/** The claims of a token that say who may do what until when, in that order. */
export function explained(
  token: TokenOnPage,
  claims: Claims,
  kind: UserKind = "teams",
): readonly ExplainedClaim[] {
  return Object.entries(MEANINGS[token]).flatMap(([name, usual]) => {
    const value = claims[name];
    const meaning = kind === "teams" && name === "acsScope" ? SCOPE_OF_TEAMS : usual;
    return value === undefined ? [] : [{ name, value: written(name, value), meaning }];
  });
}

function written(name: string, value: unknown): string {
  if (TIMES.includes(name) && typeof value === "number") {
    return `${momentOf(new Date(value * 1000))} (${value})`;
  }
  return Array.isArray(value) ? value.join(", ") : String(value);
}
