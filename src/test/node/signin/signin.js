// Signs in with MSAL for Node as it is, and has the token exchanged:
// node signin.js <Entra> <broker> <client id> <user name> <object id>
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { argv, execPath } from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { PublicClientApplication } from "@azure/msal-node";
import { signIn } from "./person.js";

const [entra, broker, clientId, userName, objectId] = argv.slice(2);
const scopes = [
  "https://auth.msft.communication.azure.com/Teams.ManageCalls",
  "https://auth.msft.communication.azure.com/Teams.ManageChats",
];
const person = fileURLToPath(new URL("person.js", import.meta.url));

const application = (tenant) =>
  new PublicClientApplication({
    auth: { clientId, authority: `${entra}/${tenant}`, knownAuthorities: [new URL(entra).host] },
  });

/** MSAL does not wait for whoever enters the code, and asks again after 5 s: they are quick. */
const deviceCodeCallback = ({ verificationUri, userCode }) =>
  execFileSync(execPath, [person, verificationUri, userCode, userName]);

async function assertExchanged({ accessToken, account }) {
  assert.equal(account.username, userName);
  assert.equal(account.localAccountId, objectId);
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await fetch(`${broker}/api/token/teams`, { method: "POST", headers });
  const body = await answer.json();
  assert.equal(answer.status, 200, body.detail);
  assert.equal(body.userId, `8:orgid:${objectId}`);
}

for (const tenant of ["organizations", "contoso.example"]) {
  test(`in a browser, at ${tenant}`, async () => {
    const msal = application(tenant);
    const shown = [];
    const openBrowser = async (address) => shown.push(await signIn(address, userName));
    const successTemplate = "Done.";
    const result = await msal.acquireTokenInteractive({ scopes, openBrowser, successTemplate });
    assert.deepEqual(shown, ["Done."]);
    await assertExchanged(result);
    const again = { scopes, account: result.account, forceRefresh: true };
    await assertExchanged(await msal.acquireTokenSilent(again));
  });

  test(`with a code that is entered elsewhere, at ${tenant}`, async () => {
    const request = { scopes, deviceCodeCallback };
    await assertExchanged(await application(tenant).acquireTokenByDeviceCode(request));
  });
}

test("who declines is told of", async () => {
  const request = { scopes, openBrowser: (address) => signIn(address, "") };
  await assert.rejects(application("organizations").acquireTokenInteractive(request), {
    errorCode: "access_denied",
    errorMessage: /^AADSTS65004: /,
  });
});
