import assert from "node:assert/strict";
import { test } from "node:test";
import { atTenant, readSettings } from "../src/settings.js";

const CLIENT = "7f5d1927-25eb-4dd2-af04-34d4735b6c38";
const good = { brokerUrl: "https://broker.example", clientId: CLIENT, tenantId: "organizations" };
const read = (changes: object) => readSettings(JSON.stringify({ ...good, ...changes }));

test("takes three settings, and Entra's own host by default", () => {
  assert.deepEqual(read({}), {
    kind: "read",
    settings: {
      ...good,
      authorityHost: "https://login.microsoftonline.com",
      brokerApi: undefined,
      scopes: {},
      userKinds: ["teams"],
      guestTenants: [],
      localCloud: false,
    },
  });
});

test("leaves to the broker how people sign in, where nothing is said of it", () => {
  const few = { tenantId: undefined, userKinds: ["teams", "identity"] };
  const reading = read(few);
  assert.equal(reading.kind, "read");
  assert.equal(reading.settings.tenantId, "");
  for (const more of [
    { authorityHost: "https://login.microsoftonline.com" },
    { brokerApi: { clientId: CLIENT } },
  ]) {
    const { kind, problems } = Object(read({ ...few, ...more, userKinds: ["teams"] }));
    assert.equal(kind, "wrong");
    assert.match(String(problems), /^tenantId is neither/);
  }
});

test("takes the broker's own API, with its usual scope", () => {
  const reading = read({ brokerApi: { clientId: CLIENT } });
  assert.equal(reading.kind, "read");
  assert.deepEqual(reading.settings.brokerApi, {
    clientId: CLIENT,
    scope: "access_as_user",
    onBehalfOf: false,
  });
});

test("takes the kinds of user that the broker has tokens for, in one order", () => {
  const reading = read({ userKinds: ["teamsPhone", "teams"] });
  assert.equal(reading.kind, "read");
  assert.deepEqual(reading.settings.userKinds, ["teams", "teamsPhone"]);
});

test("signs in at the tenant of the address, where people of any may, and it is an id", () => {
  const settings = (tenantId: string) => {
    const reading = read({ tenantId });
    assert.equal(reading.kind, "read");
    return reading.settings;
  };
  assert.equal(atTenant(settings("organizations"), CLIENT).tenantId, CLIENT);
  for (const wrong of [null, "", "common", "../evil", `${CLIENT}/x`]) {
    assert.equal(atTenant(settings("organizations"), wrong).tenantId, "organizations");
  }
  const own = "72aa62aa-dd7a-4ca7-8940-f9482b30e300";
  assert.equal(atTenant(settings(own), CLIENT).tenantId, own);
});

for (const url of ["http://localhost:7071/", "http://127.0.0.1:7071", "https://broker.example/"]) {
  test(`takes ${url}`, () => assert.equal(read({ brokerUrl: url }).kind, "read"));
}

for (const [name, value, problem] of [
  ["brokerUrl", undefined, /^brokerUrl is not an address/],
  ["brokerUrl", "broker.example", /^brokerUrl is not an address/],
  ["brokerUrl", "javascript:alert(1)", /^brokerUrl is not an address/],
  ["brokerUrl", "http://broker.example", /^brokerUrl is http, and would send tokens in the clear/],
  ["brokerUrl", "http://localhost.example", /^brokerUrl is http/],
  ["authorityHost", "http://login.example", /^authorityHost is http/],
  ["clientId", "<application id>", /^clientId is not an application's id, a GUID/],
  ["tenantId", "contoso", /^tenantId is neither a tenant's id, a GUID, nor organizations/],
  ["brokerApi", { scope: "x" }, /^brokerApi\.clientId is not the id/],
  ["userKinds", [], /^userKinds is not a list of one or more of teams, entra, teamsPhone/],
  ["userKinds", ["identity"], /^userKinds has identity, .* brokerApi is missing/],
  ["userKinds", ["teams-phone"], /^userKinds is not a list/],
  ["userKinds", "teams,entra", /^userKinds is not a list/],
  ["guestTenants", [{ name: "Contoso" }], /^guestTenants is not a list of organisations/],
  ["guestTenants", {}, /^guestTenants is not a list of organisations/],
  ["brokerApi", null, /^brokerApi\.clientId is not the id/],
] as const) {
  test(`refuses ${name} ${JSON.stringify(value)} by name`, () => {
    const reading = read({ [name]: value });
    assert.equal(reading.kind, "wrong");
    assert.equal(reading.problems.length, 1);
    assert.match(reading.problems[0] ?? "", problem);
  });
}

test("tells all problems at once", () => {
  const reading = readSettings('{"authorityHost":"https://login.example"}');
  assert.equal(reading.kind, "wrong");
  assert.equal(reading.problems.length, 3);
});

for (const text of ["", "<!doctype html>", "[]", "null", '"text"']) {
  test(`refuses ${JSON.stringify(text)} for a file`, () => {
    const problems = ["settings.json is not a JSON object."];
    assert.deepEqual(readSettings(text), { kind: "wrong", problems });
  });
}
