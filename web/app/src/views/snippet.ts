import { type Scopes, scopesOf } from "../scopes.js";
import type { Settings } from "../settings.js";
import { ROUTES, type UserKind } from "../userKind.js";

const AGENTS: Readonly<Record<UserKind, string>> = {
  teams: "createTeamsCallAgent",
  entra: "createCallAgent",
  teamsPhone: "createCallAgent",
};
const CALLS: Readonly<Record<UserKind, string>> = {
  teams: 'agent.startCall({ microsoftTeamsUserId: "<object id of whom to call>" });',
  entra: 'agent.startCall([{ communicationUserId: "<userId of whom to call>" }]);',
  teamsPhone: 'agent.startCall([{ phoneNumber: "<number to call, as +4930…>" }]);',
};

/** The code that starts a call with the credential, with the values of this page. */
export function snippet(settings: Settings, kind: UserKind = "teams"): string {
  const { subject, caller } = scopesOf(settings, kind);
  return [
    'import { CallClient } from "@azure/communication-calling";',
    'import { createTokenCredential } from "acs-token-broker-client";',
    "",
    "// msal: a PublicClientApplication with a user who is signed in",
    "const entraToken = (scopes) => async ({ claims, forceRefresh }) => {",
    "  const answer = claims",
    "    ? await msal.acquireTokenPopup({ scopes, claims })",
    "    : await msal.acquireTokenSilent({ scopes, forceRefresh });",
    "  return answer.accessToken;",
    "};",
    "const credential = createTokenCredential({",
    `  brokerUrl: ${JSON.stringify(settings.brokerUrl)},`,
    ...(kind === "teams" ? [] : [`  route: ${JSON.stringify(ROUTES[kind])},`]),
    ...callback("getCallerToken", caller),
    ...callback("getSubjectToken", subject),
    "});",
    `const agent = await new CallClient().${AGENTS[kind]}(credential);`,
    CALLS[kind],
  ].join("\n");
}

function callback(name: string, scopes: Scopes["subject"]): string[] {
  return scopes
    ? [`  ${name}: entraToken([`, ...scopes.map((it) => `    ${JSON.stringify(it)},`), "  ]),"]
    : [];
}
