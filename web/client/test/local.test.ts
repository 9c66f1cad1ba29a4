import assert from "node:assert/strict";
import { test } from "node:test";
import { createTokenCredential, exchangeToken } from "acs-token-broker-client";
import {
  findIdentity,
  makeIdentity,
  removeIdentity,
  revokeIdentity,
} from "acs-token-broker-client/identity";
import { discoverSignIn } from "acs-token-broker-client/discovery";
import { localCloud } from "acs-token-broker-client/local";

// The local cloud prints both addresses: ./mvnw -Plocal, with -Dlocal.callers=true for callers,
// and with -Dlocal.onBehalfOf=true for on-behalf-of
const {
  BROKER_URL: brokerUrl = "",
  ENTRA_URL: entra = "",
  BROKER_WAY: way = "direct",
} = process.env;
const here = (wanted: string) => ({
  skip: brokerUrl && entra ? way !== wanted && `BROKER_WAY is ${way}` : "BROKER_URL, ENTRA_URL",
});
const ADELE = "8:orgid:bcb2ef49-75df-4f72-aa17-6d4782335a19";

async function token(user: string, more = ""): Promise<string> {
  const response = await fetch(`${entra}/local/token?user=${user}${more}`);
  assert.equal(response.status, 200);
  return response.text();
}
const forAcs = (user: string, more?: string) => () => token(`${user}@contoso.example`, more);
const forBroker = (user: string) => forAcs(user, "&audience=broker-api");

test("local cloud: what a page signs in with is what it knows", here("direct"), async () => {
  const { auth, scopes } = await localCloud({ entra });
  const { authorization_endpoint, issuer } = JSON.parse(auth.authorityMetadata);
  assert.equal(authorization_endpoint, `${entra}/organizations/oauth2/v2.0/authorize`);
  assert.equal(issuer, "https://login.microsoftonline.com/{tenantid}/v2.0");
  const query = new URLSearchParams({
    client_id: auth.clientId,
    redirect_uri: "http://localhost:5173/redirect.html",
    response_type: "code",
    scope: ["openid", ...scopes.subject].join(" "),
    code_challenge: "a".repeat(43),
    code_challenge_method: "S256",
  });
  const page = await (await fetch(`${authorization_endpoint}?${query}`)).text();
  assert.match(page, /Adele/);
  const caller = await token("adele@contoso.example", "&audience=broker-api");
  const { aud, scp } = JSON.parse(atob(caller.split(".")[1] ?? ""));
  assert.deepEqual(scopes.caller, [`${aud}/${scp}`]);
});

test("local cloud: a tenant that is not there", here("direct"), async () => {
  await assert.rejects(localCloud({ entra, tenantId: "no.example" }), {
    name: "LocalCloudError",
    errorMessage: /^AADSTS90002/,
  });
});

test("local cloud: a user's token", here("direct"), async () => {
  const granted = await exchangeToken({ brokerUrl, getSubjectToken: forAcs("adele") });
  assert.equal(granted.userId, ADELE);
  const lead = granted.expiresOn.getTime() - granted.refreshOn.getTime();
  assert.equal(lead, 270_000);
});

for (const [route, audience] of [
  ["entra", "acs-clients"],
  ["teamsPhone", "teams-phone"],
] as const) {
  test(`local cloud: a token by the route ${route}`, here("direct"), async () => {
    const getSubjectToken = forAcs("adele", `&audience=${audience}`);
    const granted = await exchangeToken({ brokerUrl, route, getSubjectToken });
    assert.match(granted.userId, /^8:acs:/);
    // ACS encrypts the tokens of users of Entra ID: nobody else reads them
    assert.equal(granted.token.split(".").length, route === "entra" ? 5 : 3);
    const left = granted.expiresOn.getTime() - Date.now();
    assert.ok(left > 50 * 60_000 && left < 100 * 60_000, `${left} ms`);
    const astray = exchangeToken({ brokerUrl, route, getSubjectToken: forAcs("adele") });
    await assert.rejects(astray, { message: /POST \/api\/token\/teams\b/, final: true });
  });
}

test("local cloud: ten who ask share one token", here("direct"), async () => {
  const subject = forAcs("adele");
  let asked = 0;
  const getSubjectToken = () => {
    asked++;
    return subject();
  };
  const credential = createTokenCredential({ brokerUrl: `${brokerUrl}/`, getSubjectToken });
  const all = await Promise.all(Array.from({ length: 10 }, () => credential.getToken()));
  credential.dispose();
  assert.equal(new Set(all.map((it) => it.token)).size, 1);
  assert.equal(asked, 1);
});

test("local cloud: a token that has expired is replaced by force", here("direct"), async () => {
  const wishes: boolean[] = [];
  const granted = await exchangeToken({
    brokerUrl,
    getSubjectToken: ({ forceRefresh }) => {
      wishes.push(forceRefresh);
      return forAcs("adele", forceRefresh ? "" : "&lifetime=-90")();
    },
  });
  assert.deepEqual(wishes, [false, true]);
  assert.equal(granted.userId, ADELE);
});

for (const [code, status, user, more] of [
  ["teams_license_missing", 403, "megan", ""],
  ["client_not_allowed", 403, "adele", "&client=11111111-2222-4333-8444-555555555555"],
  ["insufficient_scope", 403, "adele", "&scope=Teams.ManageCalls"],
  ["token_expired", 401, "adele", "&lifetime=-90"],
  ["token_invalid", 401, "adele", "&audience=graph"],
] as const) {
  test(`local cloud: ${code}`, here("direct"), async () => {
    const failed = exchangeToken({ brokerUrl, getSubjectToken: forAcs(user, more) });
    await assert.rejects(failed, { name: "BrokerError", code, status, final: true });
  });
}

test("local cloud: what the broker tells of a refusal arrives", here("direct"), async () => {
  const getSubjectToken = forAcs("adele", "&scope=Teams.ManageCalls");
  await assert.rejects(exchangeToken({ brokerUrl, getSubjectToken }), {
    claim: "scp",
    expected: "Teams.ManageCalls Teams.ManageChats",
    correlationId: /^[0-9a-f-]{36}$/,
    message: /scope/,
  });
});

test("local cloud: with callers, both tokens of one user", here("callers"), async () => {
  const options = { brokerUrl, getSubjectToken: forAcs("adele") };
  const granted = await exchangeToken({ ...options, getCallerToken: forBroker("adele") });
  assert.equal(granted.userId, ADELE);
  const mixed = exchangeToken({ ...options, getCallerToken: forBroker("alex") });
  await assert.rejects(mixed, { code: "caller_mismatch", status: 403 });
});

test(
  "local cloud: with callers, a bad subject token is replaced alone",
  here("callers"),
  async () => {
    let callers = 0;
    const granted = await exchangeToken({
      brokerUrl,
      getSubjectToken: ({ forceRefresh }) => forAcs("adele", forceRefresh ? "" : "&lifetime=-90")(),
      getCallerToken: () => {
        callers++;
        return forBroker("adele")();
      },
    });
    assert.equal(granted.userId, ADELE);
    assert.equal(callers, 1);
  },
);

test("local cloud: an identity, from its making to its removal", here("callers"), async () => {
  const options = { brokerUrl, getCallerToken: forBroker("adele") };
  await removeIdentity(options);
  assert.equal(await findIdentity(options), undefined);
  const userId = await makeIdentity(options);
  assert.match(userId, /^8:acs:/);
  assert.equal(await makeIdentity(options), userId);
  const wish = { route: "identity", scopes: ["voip"], expiresInMinutes: 60 } as const;
  const granted = await exchangeToken({ ...options, ...wish });
  assert.equal(granted.userId, userId);
  const left = granted.expiresOn.getTime() - Date.now();
  assert.ok(left > 58 * 60_000 && left <= 60 * 60_000, `${left} ms`);
  assert.equal(granted.expiresOn.getTime() - granted.refreshOn.getTime(), 600_000);
  await revokeIdentity(options);
  assert.equal(await findIdentity(options), userId);
  await removeIdentity(options);
});

test("local cloud: an identity's token for less than an hour", here("callers"), async () => {
  const options = { brokerUrl, route: "identity", getCallerToken: forBroker("adele") } as const;
  const failed = exchangeToken({ ...options, expiresInMinutes: 30 });
  await assert.rejects(failed, { code: "lifetime_invalid", status: 400, final: true });
});

test("local cloud: on behalf of a user", here("on-behalf-of"), async () => {
  const granted = await exchangeToken({ brokerUrl, getCallerToken: forBroker("adele") });
  assert.equal(granted.userId, ADELE);
});

test("local cloud: on behalf of a user without consent", here("on-behalf-of"), async () => {
  const failed = exchangeToken({ brokerUrl, getCallerToken: forBroker("henrietta") });
  await assert.rejects(failed, { code: "consent_required", consentUrl: /^https:/, final: true });
});

test("local cloud: how to sign in, from the address alone", here("direct"), async () => {
  const { way, authority, scopes } = await discoverSignIn({ brokerUrl });
  assert.equal(way, "direct");
  assert.equal(authority, `${entra}/organizations`);
  assert.deepEqual(scopes.subject, (await localCloud({ entra })).scopes.subject);
});

test("local cloud: how callers sign in, from the address alone", here("callers"), async () => {
  const { way, scopes } = await discoverSignIn({ brokerUrl });
  assert.equal(way, "caller");
  assert.deepEqual(scopes, (await localCloud({ entra })).scopes);
});

test("local cloud: how callers sign in on whose behalf", here("on-behalf-of"), async () => {
  const { way, scopes } = await discoverSignIn({ brokerUrl });
  assert.equal(way, "on_behalf_of");
  assert.deepEqual(scopes, { caller: (await localCloud({ entra })).scopes.caller });
});
