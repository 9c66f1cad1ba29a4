import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { BrokerError } from "acs-token-broker-client";
import { type DiscoveryOptions, discoverSignIn } from "acs-token-broker-client/discovery";
import { discovering } from "../dist/discovery.js";
import { SharedRun } from "../dist/sharedRun.js";
import { json, refused, text } from "./answers.js";
import { FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const TENANT = "72aa62aa-dd7a-4ca7-8940-f9482b30e300";
const AUTHORITY = "https://login.microsoftonline.com/organizations";
const TEAMS = ["Teams.ManageCalls", "Teams.ManageChats"].map(
  (it) => `https://auth.msft.communication.azure.com/${it}`,
);
const CALLER = [`api://${TENANT}/access_as_user`];
const WELL_KNOWN = "/.well-known/oauth-protected-resource";

/** As the broker answers, with changes. */
function metadata(broker: FakeBroker, changes: object = {}, path = "/api/token/teams") {
  return {
    resource: `${broker.url}${path}`,
    authorization_servers: [`${AUTHORITY}/v2.0`],
    scopes_supported: TEAMS,
    bearer_methods_supported: ["header"],
    acs_token_broker_way: "direct",
    ...changes,
  };
}

async function discovered(
  t: TestContext,
  changes: object,
  options: Partial<DiscoveryOptions> = {},
) {
  const broker = await FakeBroker.start(t);
  broker.answers(json(200, metadata(broker, changes)));
  return discoverSignIn({ brokerUrl: broker.url, ...options });
}

const caller = { acs_token_broker_way: "caller", scopes_supported: CALLER };

test("the subject token's scopes, where that is the bearer token", async (t) => {
  assert.deepEqual(await discovered(t, {}), {
    way: "direct",
    authority: AUTHORITY,
    scopes: { subject: TEAMS },
  });
});

test("both tokens' scopes, where callers send both", async (t) => {
  const { scopes } = await discovered(t, { ...caller, acs_token_broker_subject_scopes: TEAMS });
  assert.deepEqual(scopes, { caller: CALLER, subject: TEAMS });
});

test("the subject token's alone, where callers sign in elsewhere than at Entra", async (t) => {
  const elsewhere = { acs_token_broker_way: "caller", scopes_supported: undefined };
  const exchange = { ...elsewhere, acs_token_broker_subject_scopes: TEAMS };
  assert.deepEqual((await discovered(t, exchange)).scopes, { subject: TEAMS });
  assert.deepEqual((await discovered(t, elsewhere)).scopes, {});
});

test("nothing where a direct way, or on behalf of, names no scopes", async (t) => {
  for (const way of ["direct", "on_behalf_of"]) {
    const changes = { acs_token_broker_way: way, scopes_supported: undefined };
    await assert.rejects(discovered(t, changes), {
      code: "metadata_untrusted",
      message: /scopes_supported/,
    });
  }
});

test("the caller token's alone, on behalf of and for an identity", async (t) => {
  const way = "on_behalf_of";
  const onBehalfOf = await discovered(t, { ...caller, acs_token_broker_way: way });
  assert.deepEqual(onBehalfOf, { way, authority: AUTHORITY, scopes: { caller: CALLER } });
  assert.deepEqual((await discovered(t, caller)).scopes, { caller: CALLER });
});

for (const [route, path] of [
  ["entra", "/api/token/entra"],
  ["teamsPhone", "/api/token/teams-phone"],
  ["identity", "/api/token"],
] as const) {
  test(`is asked at the address of the route ${route}, without a token or a cookie`, async (t) => {
    const broker = await FakeBroker.start(t);
    broker.answers(json(200, metadata(broker, caller, path)));
    await discoverSignIn({ brokerUrl: `${broker.url}/`, route });
    const [{ line, headers } = { line: "", headers: {} }] = broker.requests;
    assert.equal(line, `GET ${WELL_KNOWN}${path}`);
    assert.equal(headers.authorization ?? headers.cookie, undefined);
  });
}

test("an address that is written otherwise is the same one", async (t) => {
  const broker = await FakeBroker.start(t);
  broker.answers(json(200, metadata(broker)));
  const brokerUrl = broker.url.replace("http", "HTTP");
  assert.equal((await discoverSignIn({ brokerUrl })).way, "direct");
});

for (const issuer of [
  `https://login.microsoftonline.com/${TENANT}/v2.0`,
  "https://login.microsoftonline.us/organizations/v2.0",
  "https://login.partner.microsoftonline.cn/organizations/v2.0",
  "http://localhost:7072/organizations/v2.0",
  "https://127.0.0.1/organizations/v2.0",
]) {
  test(`signs users in at ${issuer}`, async (t) => {
    const { authority } = await discovered(t, { authorization_servers: [issuer] });
    assert.equal(`${authority}/v2.0`, issuer);
  });
}

const GOOD = `${AUTHORITY}/v2.0`;
const ELSEWHERE = [
  [{ toString: 1, valueOf: 1 }],
  [[`${AUTHORITY}/v2.0`]],
  Array.from({ length: 100_000 }, () => `${AUTHORITY}/v2.0`),
  ["https://login.microsoftonline.com@localhost/organizations/v2.0"],
  ["http://127.0.0.1.example/organizations/v2.0"],
  ["http://[::1].example/organizations/v2.0"],
  [],
  "organizations",
  [GOOD, "https://login.example/organizations/v2.0"],
  [GOOD, GOOD],
  ["https://login.example/organizations/v2.0"],
  ["https://login.microsoftonline.com.example/organizations/v2.0"],
  ["https://login.microsoftonline.com@example/organizations/v2.0"],
  ["https://example/login.microsoftonline.com/organizations/v2.0"],
  ["https://loginxmicrosoftonline.com/organizations/v2.0"],
  ["http://login.microsoftonline.com/organizations/v2.0"],
  ["http://localhost.example/organizations/v2.0"],
  ["https://login.microsoftonline.com:8443/organizations/v2.0"],
  ["https://login.microsoftonline.com/common/v2.0"],
  ["https://login.microsoftonline.com/contoso.example/v2.0"],
  [`${GOOD}/`],
  [`${GOOD}?x`],
  [` ${GOOD}`],
  [AUTHORITY],
];
const OUT_OF_FORM = [
  [{ toString: 1, valueOf: 1 }],
  [null],
  [[TEAMS[0]]],
  Array.from({ length: 100_000 }, () => TEAMS[0]),
];
const OF_OTHERS = [
  ...OUT_OF_FORM,
  ["https://auth.msft.communication.azure.com/Teams.ManageCalls\u0085User.Read"],
  ["https://auth.msft.communication.azure.com/%2edefault"],
  ["https://auth.msft.communication.azure.com//.default"],
  ["HTTPS://AUTH.MSFT.COMMUNICATION.AZURE.COM/Teams.ManageCalls"],
  [],
  "https://auth.msft.communication.azure.com/Teams.ManageCalls",
  [...TEAMS, "https://graph.microsoft.com/User.Read"],
  ["https://graph.microsoft.com/.default"],
  ["User.Read"],
  ["openid"],
  ["https://auth.msft.communication.azure.com/.default"],
  ["https://auth.msft.communication.azure.com.example/Teams.ManageCalls"],
  ["https://authxmsft.communication.azure.com/Teams.ManageCalls"],
  ["http://auth.msft.communication.azure.com/Teams.ManageCalls"],
  [`${TEAMS[0]} https://graph.microsoft.com/User.Read`],
  [...TEAMS, "https://communication.azure.com/clients/VoIP"],
  CALLER,
];
const OF_MORE_APIS = [
  [...CALLER, "api://other/access_as_user"],
  [...CALLER, "https://graph.microsoft.com/User.Read"],
  ["api://access_as_user"],
  ["api://contoso.example/broker/access_as_user"],
  [`api://${TENANT}/../access_as_user`],
  [`api://${TENANT}/.default`],
  [`API://${TENANT}/access_as_user`],
  ["api://00000003-0000-0000-c000-000000000000/User.Read"],
  ["api:///access_as_user"],
  TEAMS,
];

async function untrusted(t: TestContext, member: string, changes: object, options = {}) {
  await assert.rejects(discovered(t, changes, options), (error: unknown) => {
    assert.ok(error instanceof BrokerError, String(error));
    assert.equal(error.code, "metadata_untrusted");
    assert.match(error.message, new RegExp(`followed: ${member} `));
    assert.doesNotMatch(error.message, /graph|example/);
    assert.ok(error.final);
    return true;
  });
}

for (const servers of ELSEWHERE) {
  test(`signs nobody in at ${JSON.stringify(servers).slice(0, 99)}`, (t) =>
    untrusted(t, "authorization_servers", { authorization_servers: servers }));
}

for (const issuer of ["http://localhost:7072", "https://127.0.0.1", "http://[::1]:1"]) {
  test(`a broker elsewhere signs nobody in at ${issuer}`, async (t) => {
    const resource = "https://broker.example/api/token/teams";
    const fetched = (servers: string[]) => async () =>
      Response.json({
        resource,
        authorization_servers: servers,
        scopes_supported: TEAMS,
        acs_token_broker_way: "direct",
      });
    const { mock } = t.mock.method(globalThis, "fetch", fetched([GOOD]));
    const asked = () => discoverSignIn({ brokerUrl: "https://broker.example" });
    assert.equal((await asked()).authority, AUTHORITY);
    mock.mockImplementation(fetched([`${issuer}/organizations/v2.0`]));
    await assert.rejects(asked(), { code: "metadata_untrusted", message: /authorization_servers/ });
  });
}

for (const scopes of OF_OTHERS) {
  test(`asks for no subject token for ${JSON.stringify(scopes).slice(0, 99)}`, async (t) => {
    await untrusted(t, "scopes_supported", { scopes_supported: scopes });
    const beside = "acs_token_broker_subject_scopes";
    await untrusted(t, beside, { ...caller, [beside]: scopes });
  });
}

for (const scopes of OF_MORE_APIS) {
  test(`asks for no caller token for ${JSON.stringify(scopes)}`, (t) =>
    untrusted(t, "scopes_supported", { ...caller, scopes_supported: scopes }));
}

for (const resource of [undefined, "https://broker.example/api/token/teams", "/api/token/teams"]) {
  test(`takes nothing of the resource ${resource}`, (t) => untrusted(t, "resource", { resource }));
}

test("takes nothing of another route, or of one with a slash more", async (t) => {
  const broker = await FakeBroker.start(t);
  for (const path of ["/api/token/entra", "/api/token/teams/", "/API/token/teams"]) {
    broker.answers(json(200, metadata(broker, {}, path)));
    const asked = discoverSignIn({ brokerUrl: broker.url });
    await assert.rejects(asked, { code: "metadata_untrusted", message: /resource/ });
  }
});

test("knows no other way", (t) =>
  untrusted(t, "acs_token_broker_way", { acs_token_broker_way: "password" }));

test("takes what is pinned and nothing else", async (t) => {
  const pinned = { authority: AUTHORITY, scopes: [...TEAMS, ...CALLER] };
  assert.equal((await discovered(t, {}, { pinned })).way, "direct");
  assert.equal((await discovered(t, caller, { pinned })).way, "caller");
  const authority = `https://login.microsoftonline.com/${TENANT}`;
  await untrusted(t, "authorization_servers", {}, { pinned: { authority } });
  await untrusted(t, "scopes_supported", {}, { pinned: { scopes: CALLER } });
  await untrusted(t, "scopes_supported", caller, { pinned: { scopes: TEAMS } });
});

test("a broker that does not know its address says so once", async (t) => {
  const broker = await FakeBroker.start(t, refused(404, "not_found"));
  await assert.rejects(discoverSignIn({ brokerUrl: broker.url }), {
    code: "metadata_missing",
    status: 404,
    correlationId: "c-1",
    final: true,
  });
  assert.equal(broker.requests.length, 1);
});

for (const [what, answer] of [
  ["a 404 of somebody else", text(404, "<html>")],
  ["a redirect", text(302, "", { location: "https://elsewhere.example/" })],
] as const) {
  test(`${what} is not understood`, async (t) => {
    const broker = await FakeBroker.start(t, answer);
    const asked = discoverSignIn({ brokerUrl: broker.url });
    await assert.rejects(asked, { code: "answer_not_understood" });
    assert.equal(broker.requests.length, 1);
  });
}

test("a page in the place of the metadata is not followed", async (t) => {
  const broker = await FakeBroker.start(t, text(200, "<!doctype html>"));
  await assert.rejects(discoverSignIn({ brokerUrl: broker.url }), { code: "metadata_untrusted" });
});

test("a broker that starts is asked again", async (t) => {
  const broker = await FakeBroker.start(t);
  broker.answers(text(503, "Function host is not running."), json(200, metadata(broker)));
  const clock = new FakeClock();
  const run = new SharedRun(discovering({ brokerUrl: broker.url }, clock)).join();
  await clock.waiting(500);
  clock.advance(500);
  assert.equal((await run).way, "direct");
  assert.equal(broker.requests.length, 2);
});

test("http elsewhere, and a route that is none, are refused before anybody is asked", async () => {
  await assert.rejects(discoverSignIn({ brokerUrl: "http://broker.example" }), {
    code: "broker_url_insecure",
  });
  const route = "phone" as "teams";
  await assert.rejects(discoverSignIn({ brokerUrl: "https://broker.example", route }), {
    code: "route_unknown",
  });
});

test("members that refuse to become texts or numbers are left out of a refusal", async (t) => {
  const stubborn = { toString: 1, valueOf: 1 };
  const more = { consentUrl: stubborn, retryAfterSeconds: stubborn };
  const broker = await FakeBroker.start(t, refused(403, "consent_required", more));
  const asked = discoverSignIn({ brokerUrl: broker.url });
  await assert.rejects(asked, { code: "consent_required", status: 403 });
});
