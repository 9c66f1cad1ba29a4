import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { BrokerError, callAgentFor, createTokenCredential } from "acs-token-broker-client";
import { USER_KINDS, type UserKind } from "../src/userKind.js";
import { snippet } from "../src/views/snippet.js";
import { API, SETTINGS } from "./sampleSettings.js";

const OFFERED = {
  ...SETTINGS,
  brokerApi: { ...API, onBehalfOf: false },
  userKinds: USER_KINDS,
};
const REAL_FETCH = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = REAL_FETCH;
});

type Credential = { getToken(): Promise<unknown> };

/**
 * Hides why a credential fails, as `@azure/communication-calling` 2.0.0 does, which says "Failed to
 * get AccessToken" (401, sub code 44110) without a cause.
 */
class CallClient {
  static made: string[] = [];
  static calls: unknown[] = [];
  createTeamsCallAgent = (credential: Credential) => this.#make("teams", credential);
  createCallAgent = (credential: Credential) => this.#make("others", credential);

  async #make(kind: string, credential: Credential) {
    await credential.getToken().catch(() => {
      throw new Error("Failed to get AccessToken");
    });
    CallClient.made.push(kind);
    return {
      startCall: (callee: unknown) => CallClient.calls.push(callee),
      dispose: async () => {},
    };
  }
}

/** Runs the snippet as it stands on the page, and gives what it makes of a click. */
function run(kind: UserKind, status: number, members: object) {
  globalThis.fetch = async () => Response.json(members, { status });
  CallClient.made = [];
  CallClient.calls = [];
  const callButton: { onclick?: () => Promise<void> } = {};
  const sentence = { textContent: "" };
  const msal = { acquireTokenSilent: async () => ({ accessToken: "entra.token.of-a-user" }) };
  const given = { CallClient, BrokerError, callAgentFor, createTokenCredential, msal };
  const all = { ...given, callButton, sentence };
  const code = snippet(OFFERED, kind).replace(/^import .*$/gm, "");
  new Function(...Object.keys(all), code)(...Object.values(all));
  return { click: async () => callButton.onclick?.(), sentence };
}

const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const TOKEN = {
  token: "acs.token.of-a-user",
  userId: "8:acs:1",
  expiresOn: inAnHour,
  expiresIn: 3600,
  refreshOn: inAnHour,
};

for (const kind of USER_KINDS) {
  test(`the snippet of ${kind} shows why there is no token, and makes no agent`, async () => {
    const refusal = { code: "teams_license_missing", detail: "Ask an administrator." };
    const { click, sentence } = run(kind, 403, refusal);
    await click();
    assert.equal(sentence.textContent, "Ask an administrator. (teams_license_missing)");
    assert.deepEqual(CallClient.made, []);
  });

  test(`the snippet of ${kind} makes one agent of the right kind for two clicks`, async () => {
    const { click, sentence } = run(kind, 200, TOKEN);
    await Promise.all([click(), click()]);
    assert.equal(sentence.textContent, "");
    assert.deepEqual(CallClient.made, [kind === "teams" ? "teams" : "others"]);
    assert.equal(CallClient.calls.length, 2);
  });
}
