import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import {
  localAuthority,
  localCloud,
  LocalCloudError,
  type LocalCloudOptions,
} from "acs-token-broker-client/local";
import { cut, json, text } from "./answers.js";
import { FakeBroker } from "./fakeBroker.js";

const PAGE = { title: "Sample web app", clientId: "page", kind: "spa", forAcs: true };
const CALLING = { title: "Calling app", clientId: "calling", kind: "spa", forAcs: false };
const CONSOLE = { title: "Console", clientId: "console", kind: "publicClient", forAcs: true };
const API = { title: "Token Broker", clientId: "api", scope: "calls.use" };
const ADDRESS = "/organizations/v2.0/.well-known/openid-configuration";

/** As the local Entra has it, with its endpoints at its own origin. */
const metadata = (origin: string) => ({
  authorization_endpoint: `${origin}/organizations/oauth2/v2.0/authorize`,
  token_endpoint: `${origin}/organizations/oauth2/v2.0/token`,
});

async function entraWith(t: TestContext, applications: object[]): Promise<FakeBroker> {
  const entra = await FakeBroker.start(t);
  entra.answers(json(200, metadata(entra.url)), json(200, { applications, brokerApi: API }));
  return entra;
}

function failsAs(errorCode: string, errorMessage: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof LocalCloudError);
    assert.equal(error.errorCode, errorCode);
    assert.match(error.errorMessage, errorMessage);
    assert.equal(error.message, error.errorMessage);
    return true;
  };
}

test("the authority has the name that MSAL wants, and endpoints that need no certificate", async (t) => {
  const entra = await entraWith(t, [PAGE]);
  const { host } = new URL(entra.url);
  const { authorityMetadata, ...authority } = await localAuthority({ entra: entra.url });
  assert.deepEqual(authority, {
    authority: `https://${host}/organizations`,
    knownAuthorities: [host],
  });
  assert.deepEqual(JSON.parse(authorityMetadata), metadata(entra.url));
  assert.deepEqual(
    entra.requests.map(({ line }) => line),
    [`GET ${ADDRESS}`],
  );
});

test("a tenant of its own has an authority of its own", async (t) => {
  const entra = await entraWith(t, [PAGE]);
  const { authority } = await localAuthority({ entra: `${entra.url}/`, tenantId: "t/1" });
  assert.ok(authority.endsWith("/t%2F1"), authority);
  assert.equal(entra.requests[0]?.line, "GET /t%2F1/v2.0/.well-known/openid-configuration");
});

test("the application is the first page that gets tokens for ACS, and scopes are of its API", async (t) => {
  const entra = await entraWith(t, [CONSOLE, CALLING, PAGE]);
  const { auth, scopes } = await localCloud({ entra: entra.url });
  assert.equal(auth.clientId, "page");
  assert.deepEqual(scopes, {
    subject: [
      "https://auth.msft.communication.azure.com/Teams.ManageCalls",
      "https://auth.msft.communication.azure.com/Teams.ManageChats",
    ],
    caller: ["api://api/calls.use"],
  });
});

test("where no page gets tokens for ACS it is the first one, for caller tokens", async (t) => {
  const entra = await entraWith(t, [CONSOLE, CALLING]);
  assert.equal((await localCloud({ entra: entra.url })).auth.clientId, "calling");
});

test("an application that was named is the one", async (t) => {
  const entra = await entraWith(t, [PAGE]);
  const { auth } = await localCloud({ entra: entra.url, clientId: "mine" });
  assert.equal(auth.clientId, "mine");
});

test("a directory without a page says so", async (t) => {
  const entra = await entraWith(t, [CONSOLE]);
  const failed = localCloud({ entra: entra.url });
  await assert.rejects(failed, failsAs("local_page_missing", /no application that is a page/));
});

const ELSEWHERE = [
  "https://login.microsoftonline.com",
  "http://login.microsoftonline.com",
  "http://localhost.example:7072",
  "http://localhost:7072@entra.example",
  "http://10.0.2.2:7072",
  "http://[::2]:7072",
  "http://127.0.0.1.example",
  "http://localhost:7072/organizations",
  "http://localhost:7072?to=entra.example",
  "http://me@localhost:7072",
  "ftp://localhost:7072",
  "localhost:7072",
  "",
];

for (const entra of ELSEWHERE) {
  test(`"${entra}" is refused before anything is asked`, async (t) => {
    t.mock.method(globalThis, "fetch", () => assert.fail("asked"));
    const refusal = failsAs(
      "authority_not_local",
      /not the origin of an authority on this machine/,
    );
    await assert.rejects(localAuthority({ entra }), refusal);
    await assert.rejects(localCloud({ entra }), refusal);
  });
}

test("an Entra that leads elsewhere is refused", async (t) => {
  const entra = await FakeBroker.start(t);
  const real = metadata("https://login.microsoftonline.com");
  for (const name of ["authorization_endpoint", "token_endpoint"] as const) {
    entra.answers(json(200, { ...metadata(entra.url), [name]: real[name] }));
    const failed = localAuthority({ entra: entra.url });
    await assert.rejects(failed, failsAs("local_cloud_not_understood", /is not the Entra of/));
  }
});

test("what Entra says of a tenant arrives", async (t) => {
  const error_description = "AADSTS90002: Tenant 't' not found.";
  const answer = json(400, { error: "invalid_tenant", error_description });
  const entra = await FakeBroker.start(t, answer);
  const failed = localAuthority({ entra: entra.url, tenantId: "t" });
  await assert.rejects(failed, failsAs("invalid_tenant", /^AADSTS90002: Tenant 't' not found\.$/));
});

const NOT_ENTRA = {
  "a page": text(200, "<!doctype html>"),
  "another server": text(404, "Nothing is here."),
  "another server's JSON": json(404, { message: "no" }),
  "an array": json(200, []),
  "an empty object": json(200, {}),
};

for (const [what, answer] of Object.entries(NOT_ENTRA)) {
  test(`${what} at this port is no local cloud`, async (t) => {
    const other = await FakeBroker.start(t, answer);
    const refusal = failsAs("local_cloud_not_understood", new RegExp(`at ${other.url}/`));
    await assert.rejects(localAuthority({ entra: other.url }), refusal);
  });
}

test("a directory that is none is no local cloud", async (t) => {
  for (const directory of [{ applications: [PAGE] }, { applications: {}, brokerApi: API }]) {
    const entra = await FakeBroker.start(t);
    entra.answers(json(200, metadata(entra.url)), json(200, directory));
    const refusal = failsAs("local_cloud_not_understood", /at http:.*\/local\/users is not/);
    await assert.rejects(localCloud({ entra: entra.url }), refusal);
  }
});

test("a local cloud that is down is told as that, with the address", async (t) => {
  const entra = await FakeBroker.start(t, cut);
  const options: LocalCloudOptions = { entra: entra.url };
  await assert.rejects(localCloud(options), (error: unknown) => {
    failsAs(
      "endpoints_resolution_error",
      /^Nothing answers at http:.*is the local cloud up/,
    )(error);
    return error instanceof Error && error.cause instanceof TypeError;
  });
});
