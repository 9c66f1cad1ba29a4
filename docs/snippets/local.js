// Runs the credential of the single-page app, as docs/clients.md has it, against a broker and an
// Entra of the local cloud: node local.js <broker> <entra> <user whom ACS
// challenges>
import assert from "node:assert/strict";
import { test } from "node:test";
import { InteractionRequiredAuthError } from "@azure/msal-browser";
import { teamsCredential as entraCredential } from "./build/js/entra/teamsCredential.js";
import { signIn, teamsCredential } from "./build/js/teamsCredential.js";
import { teamsUser } from "./build/js/teamsUser.js";

const [broker, entra, challenged] = process.argv.slice(2);
const ADELE = "adele@contoso.example";

/** MSAL as far as the snippet knows it; where it would ask Entra, it does. */
class Msal {
  calls = [];
  /** Who signs in in a window, where it is not who is asked. */
  chosen;
  /** What it was asked for last. */
  scopes;
  #account = null;

  constructor(silently = () => "", username = ADELE) {
    this.silently = silently;
    this.username = username;
  }

  getActiveAccount() {
    return this.#account;
  }

  setActiveAccount(account) {
    this.#account = account;
  }

  async loginPopup({ prompt }) {
    assert.equal(prompt, "select_account");
    return { account: { username: this.username, homeAccountId: this.username } };
  }

  async acquireTokenSilent({ account, forceRefresh, scopes }) {
    this.scopes = scopes;
    this.calls.push(forceRefresh ? "silent, anew" : "silent");
    return this.#answer(account, this.silently(forceRefresh));
  }

  async acquireTokenPopup({ account, claims }) {
    this.calls.push(claims ? "popup, with claims" : "popup");
    const chosen = this.chosen ? { username: this.chosen, homeAccountId: this.chosen } : account;
    return this.#answer(chosen, claims ? `&claims=${encodeURIComponent(claims)}` : "");
  }

  async #answer(account, more) {
    const answer = await fetch(`${entra}/local/token?user=${account.username}${more}`);
    assert.equal(answer.status, 200);
    return { account, accessToken: await answer.text() };
  }
}

async function tokenWith(msal, credentialOf = teamsCredential) {
  await signIn(msal);
  const credential = credentialOf(msal, broker);
  try {
    return (await credential.getToken()).token;
  } finally {
    credential.dispose();
  }
}

const options = { skip: broker && entra ? false : "no broker, no Entra" };

test("a token of ACS for who has signed in", options, async () => {
  const msal = new Msal();
  assert.match(await tokenWith(msal), /^eyJ/);
  assert.deepEqual(msal.calls, ["silent"]);
});

test(
  "the id of an answer is the user's object id, as the UI Library takes it",
  options,
  async () => {
    const token = await (await fetch(`${entra}/local/token?user=${ADELE}`)).text();
    const answer = await fetch(new URL("api/token/teams", broker), {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
    });
    const { userId } = await answer.json();
    const objectId = JSON.parse(Buffer.from(token.split(".")[1], "base64url")).oid;
    assert.match(objectId, /^[0-9a-f-]{36}$/);
    assert.equal(teamsUser(userId).microsoftTeamsUserId, objectId);
  },
);

test("an answer of another route is of no Teams user", () => {
  const none = { message: "The answer is of no Teams user." };
  assert.throws(() => teamsUser("8:acs:a63c917f-5728-45c1-a627-f0538f9a776d_d3467fbc"), none);
  assert.throws(() => teamsUser("bcb2ef49-75df-4f72-aa17-6d4782335a19"), none);
});

test("a token of ACS for a user of Entra ID", options, async () => {
  const msal = new Msal(() => "&audience=acs-clients");
  assert.match(await tokenWith(msal, entraCredential), /^eyJ/);
  assert.deepEqual(msal.scopes, ["https://communication.azure.com/clients/VoIP"]);
});

test("a token that has expired is replaced by a new one", options, async () => {
  const msal = new Msal((forceRefresh) => (forceRefresh ? "" : "&lifetime=-90"));
  assert.match(await tokenWith(msal), /^eyJ/);
  assert.deepEqual(msal.calls, ["silent", "silent, anew"]);
});

test("the user is asked where MSAL says so", options, async () => {
  const msal = new Msal(() => {
    throw new InteractionRequiredAuthError("interaction_required");
  });
  assert.match(await tokenWith(msal), /^eyJ/);
  assert.deepEqual(msal.calls, ["silent", "popup"]);
});

test("a claims challenge is put to the user", options, async () => {
  const msal = new Msal(undefined, challenged);
  assert.match(await tokenWith(msal), /^eyJ/);
  assert.deepEqual(msal.calls, ["silent", "popup, with claims"]);
});

test("a claims challenge of MSAL's is put to the user", options, async () => {
  const msal = new Msal(() => {
    const error = new InteractionRequiredAuthError("interaction_required");
    error.claims = '{"access_token":{"acrs":{"value":"c1"}}}';
    throw error;
  });
  assert.match(await tokenWith(msal), /^eyJ/);
  assert.deepEqual(msal.calls, ["silent", "popup, with claims"]);
});

test("whoever signs in in the place of the user gets no token", options, async () => {
  const msal = new Msal(() => {
    throw new InteractionRequiredAuthError("interaction_required");
  });
  msal.chosen = "diego@contoso.example";
  await assert.rejects(tokenWith(msal), ({ code, cause }) => {
    assert.equal(code, "subject_token_not_obtained");
    assert.equal(cause.message, "Somebody else has signed in.");
    return true;
  });
});

test("nobody is asked before somebody has signed in", options, async () => {
  const credential = teamsCredential(new Msal(), broker);
  await assert.rejects(credential.getToken(), { code: "subject_token_not_obtained" });
  credential.dispose();
});
