import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { scopesAtSignIn, scopesOf } from "../src/scopes.js";
import type { Settings } from "../src/settings.js";
import { toldSettings } from "../src/toldSettings.js";
import { API, SETTINGS } from "./sampleSettings.js";

const BROKER = SETTINGS.brokerUrl;
const TENANT = "72aa62aa-dd7a-4ca7-8940-f9482b30e300";
const CALLER = `api://${API.clientId}/${API.scope}`;
const TEAMS = ["https://auth.msft.communication.azure.com/Teams.ManageCalls"];
const untold: Settings = { ...SETTINGS, tenantId: "" };

/** A broker whose routes are called in this way. */
function broker(t: TestContext, members: (path: string) => object): void {
  t.mock.method(globalThis, "fetch", async (address: string) => {
    const path = address.replace(`${BROKER}/.well-known/oauth-protected-resource`, "");
    return Response.json({
      resource: BROKER + path,
      authorization_servers: [`https://login.microsoftonline.us/${TENANT}/v2.0`],
      ...members(path),
    });
  });
}

test("the broker says where people sign in, and what they are asked for", async (t) => {
  broker(t, () => ({ acs_token_broker_way: "direct", scopes_supported: TEAMS }));
  const settings = await toldSettings(untold);
  assert.equal(settings.authorityHost, "https://login.microsoftonline.us");
  assert.equal(settings.tenantId, TENANT);
  assert.equal(settings.brokerApi, undefined);
  assert.deepEqual(scopesOf(settings, "teams"), { subject: TEAMS });
});

test("each kind of user has scopes of its own", async (t) => {
  broker(t, (path) => ({
    acs_token_broker_way: "caller",
    scopes_supported: [CALLER],
    ...(path !== "/api/token" && { acs_token_broker_subject_scopes: TEAMS }),
  }));
  const settings = await toldSettings({ ...untold, userKinds: ["teams", "identity"] });
  assert.deepEqual(settings.brokerApi, { ...API, onBehalfOf: false });
  assert.deepEqual(scopesAtSignIn(scopesOf(settings, "teams")), {
    scopes: TEAMS,
    extraScopesToConsent: [CALLER],
  });
  assert.deepEqual(scopesOf(settings, "identity"), { caller: [CALLER] });
});

test("on behalf of people the broker's API is asked for alone", async (t) => {
  broker(t, () => ({ acs_token_broker_way: "on_behalf_of", scopes_supported: [CALLER] }));
  const settings = await toldSettings(untold);
  assert.deepEqual(settings.brokerApi, { ...API, onBehalfOf: true });
  assert.deepEqual(scopesOf(settings, "teams"), { caller: [CALLER] });
});

test("a false broker has nobody sign in for anything else", async (t) => {
  broker(t, () => ({
    acs_token_broker_way: "direct",
    scopes_supported: ["https://graph.microsoft.com/Mail.Read"],
  }));
  await assert.rejects(toldSettings(untold), { code: "metadata_untrusted" });
});
