import { scopesOf } from "../scopes.js";
import type { Scopes, Settings } from "../settings.js";
import type { UserKind } from "../userKind.js";

const CALLS: Readonly<Record<UserKind, string>> = {
  teams: 'startCall({ microsoftTeamsUserId: "<object id of whom to call>" })',
  entra: 'startCall([{ communicationUserId: "<userId of whom to call>" }])',
  teamsPhone: 'startCall([{ phoneNumber: "<number to call, with + and country>" }])',
  identity: 'startCall([{ communicationUserId: "<userId of whom to call>" }])',
};

/** The code that starts a call with the credential, with the values of this page. */
export function snippet(settings: Settings, kind: UserKind): string {
  const { subject, caller } = scopesOf(settings, kind);
  return [
    'import { CallClient } from "@azure/communication-calling";',
    'import { BrokerError, callAgentFor, createTokenCredential } from "acs-token-broker-client";',
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
    ...(kind === "teams" ? [] : [`  route: ${JSON.stringify(kind)},`]),
    ...callback("getCallerToken", caller),
    ...callback("getSubjectToken", subject),
    "});",
    "// One agent, however often it is asked for. It is made after the token has come: the Calling",
    "// SDK itself says of a refusal that there is no token, and not why",
    "const agent = callAgentFor(credential, new CallClient());",
    "",
    "callButton.onclick = async () => {",
    "  try {",
    `    (await agent.get()).${CALLS[kind]};`,
    "  } catch (error) {",
    "    const isRefusal = error instanceof BrokerError;",
    "    sentence.textContent = isRefusal ? `${error.detail} (${error.code})` : String(error);",
    "  }",
    "};",
  ].join("\n");
}

function callback(name: string, scopes: Scopes["subject"]): string[] {
  return scopes
    ? [`  ${name}: entraToken([`, ...scopes.map((it) => `    ${JSON.stringify(it)},`), "  ]),"]
    : [];
}
