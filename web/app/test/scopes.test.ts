import assert from "node:assert/strict";
import { test } from "node:test";
import { scopesAtSignIn, scopesOf } from "../src/scopes.js";
import type { Settings } from "../src/settings.js";
import { snippet } from "../src/views/snippet.js";
import { API, SETTINGS } from "./sampleSettings.js";

const direct: Settings = { ...SETTINGS, brokerUrl: 'https://broker.example/"' };
const callers: Settings = { ...direct, brokerApi: { ...API, onBehalfOf: false } };
const onBehalfOf: Settings = { ...direct, brokerApi: { ...API, onBehalfOf: true } };
const CALLER = [`api://${API.clientId}/access_as_user`];

test("asks for the scopes of ACS alone, where the broker has no API", () => {
  const { scopes, extraScopesToConsent } = scopesAtSignIn(scopesOf(direct, "teams"));
  assert.deepEqual(
    scopes.map((it) => it.split("/").at(-1)),
    ["Teams.ManageCalls", "Teams.ManageChats"],
  );
  assert.deepEqual(extraScopesToConsent, []);
});

test("asks for consent to the broker's API in the same go", () => {
  assert.deepEqual(scopesAtSignIn(scopesOf(callers, "teams")).extraScopesToConsent, CALLER);
});

test("asks for the broker's API alone, where the broker gets the rest", () => {
  const scopes = scopesOf(onBehalfOf, "teams");
  assert.deepEqual(Object.keys(scopes), ["caller"]);
  assert.deepEqual(scopesAtSignIn(scopes), { scopes: CALLER, extraScopesToConsent: [] });
});

for (const [kind, scope] of [
  ["entra", "https://communication.azure.com/clients/VoIP"],
  ["teamsPhone", "https://auth.msft.communication.azure.com/TeamsExtension.ManageCalls"],
] as const) {
  test(`a user of ${kind} has scopes and a route of its own`, () => {
    assert.deepEqual(scopesOf(direct, kind), { subject: [scope] });
    assert.deepEqual(scopesOf(callers, kind), { caller: CALLER, subject: [scope] });
    assert.deepEqual(scopesOf(onBehalfOf, kind), { caller: CALLER });
    assert.ok(snippet(direct, kind).includes(`  route: "${kind}",`));
  });
}

test("an ACS identity takes a caller token alone, whatever the broker gets by itself", () => {
  assert.deepEqual(scopesOf(callers, "identity"), { caller: CALLER });
  assert.deepEqual(scopesOf(onBehalfOf, "identity"), { caller: CALLER });
  assert.doesNotMatch(snippet(callers, "identity"), /getSubjectToken/);
});

test("the snippet of a Teams user names no route", () => {
  assert.doesNotMatch(snippet(direct, "teams"), /route/);
});

test("the snippet has the callbacks that the broker needs, and no others", () => {
  assert.match(snippet(direct, "teams"), /getSubjectToken/);
  assert.doesNotMatch(snippet(direct, "teams"), /getCallerToken/);
  assert.match(snippet(callers, "teams"), /getCallerToken[^]*getSubjectToken/);
  assert.doesNotMatch(snippet(onBehalfOf, "teams"), /getSubjectToken/);
});

test("the snippet is code, whatever the settings say", () => {
  assert.match(snippet(direct, "teams"), /brokerUrl: "https:\/\/broker\.example\/\\"",/);
});
