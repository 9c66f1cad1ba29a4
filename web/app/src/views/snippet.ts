import { type Scopes, scopesOf } from "../scopes.js";
import type { Settings } from "../settings.js";

/** The code that starts a call with the credential, with the values of this page. */
export function snippet(settings: Settings): string {
  const { subject, caller } = scopesOf(settings);
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
    ...callback("getCallerToken", caller),
    ...callback("getSubjectToken", subject),
    "});",
    "const agent = await new CallClient().createTeamsCallAgent(credential);",
    'agent.startCall({ microsoftTeamsUserId: "<object id of whom to call>" });',
  ].join("\n");
}

function callback(name: string, scopes: Scopes["subject"]): string[] {
  return scopes
    ? [`  ${name}: entraToken([`, ...scopes.map((it) => `    ${JSON.stringify(it)},`), "  ]),"]
    : [];
}
