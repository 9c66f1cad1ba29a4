// Microsoft's own client for identities, the first and the newest, unchanged against an ACS: every
// method of it, with an access key and with a token of Entra. The environment says where ACS is.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as newest from "@azure/communication-identity";
import * as first from "identity-first";

const { ACS_CONNECTION_STRING, ACS_TOKEN, TEAMS_TOKEN, TEAMS_CLIENT, TEAMS_USER } = process.env;
const [, endpoint, key] = /^endpoint=(.*);accesskey=(.*)$/.exec(ACS_CONNECTION_STRING);
const FOREIGN = { communicationUserId: `8:acs:${crypto.randomUUID()}_${crypto.randomUUID()}` };
const HOUR = 3_600_000;

const bearer = {
  getToken: async () => ({ token: ACS_TOKEN, expiresOnTimestamp: Date.now() + HOUR }),
};

const METHODS = ["createUser", "createUserAndToken", "deleteUser", "getToken", "revokeTokens"];

function assertToken({ token, expiresOn }, hours) {
  assert.equal(token.split(".").length, 3);
  const left = (expiresOn - Date.now()) / HOUR;
  assert.ok(left > hours - 0.1 && left <= hours, `${left} h`);
}

async function refusal(promise) {
  const { statusCode, code, message } = await promise.then(
    () => assert.fail("was not refused"),
    (error) => error,
  );
  return { statusCode, code, message };
}

for (const [version, { CommunicationIdentityClient: Client }, more] of [
  ["first", first, []],
  ["newest", newest, ["getTokenForTeamsUser"]],
]) {
  test(`${version}: the methods below are all that there are`, () => {
    const all = Object.getOwnPropertyNames(Client.prototype).filter((it) => it !== "constructor");
    assert.deepEqual(all.sort(), [...METHODS, ...more].sort());
  });

  for (const [credential, client] of [
    ["a connection string", new Client(ACS_CONNECTION_STRING)],
    ["an access key", new Client(endpoint, { key })],
    ["a token of Entra", new Client(endpoint, bearer)],
  ]) {
    test(`${version}, ${credential}: makes a user, gets and revokes tokens, removes it`, async () => {
      const user = await client.createUser();
      assert.match(user.communicationUserId, /^8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}$/);
      assertToken(await client.getToken(user, ["voip"]), 24);
      await client.revokeTokens(user);
      await client.deleteUser(user);
      const gone = await refusal(client.getToken(user, ["voip"]));
      assert.equal(gone.statusCode, 404);
    });

    test(`${version}, ${credential}: makes a user with a token`, async () => {
      const made = await client.createUserAndToken(["chat", "voip"]);
      assert.match(made.user.communicationUserId, /^8:acs:/);
      assertToken(made, 24);
    });
  }

  test(`${version}: hears why a request is refused`, async () => {
    const client = new Client(ACS_CONNECTION_STRING);
    const user = await client.createUser();
    assert.deepEqual(await refusal(client.getToken(user, [])), {
      statusCode: 400,
      code: "ValidationError",
      message: "Invalid scopes - Scopes field is required.",
    });
    for (const ask of [
      () => client.getToken(FOREIGN, ["voip"]),
      () => client.revokeTokens(FOREIGN),
      () => client.deleteUser(FOREIGN),
    ]) {
      const { statusCode, code } = await refusal(ask());
      assert.deepEqual([statusCode, code], [401, "IdentityNotOwned"]);
    }
    const guessed = new Client(endpoint, { key: Buffer.alloc(64).toString("base64") });
    const denied = await refusal(guessed.createUser());
    assert.deepEqual([denied.statusCode, denied.code], [401, "Denied"]);
  });
}

test("newest: gets tokens that live as long as it says", async () => {
  const client = new newest.CommunicationIdentityClient(ACS_CONNECTION_STRING);
  const options = { tokenExpiresInMinutes: 60 };
  const made = await client.createUserAndToken(["voip.join"], options);
  assertToken(made, 1);
  assertToken(await client.getToken(made.user, ["chat.join"], options), 1);
  for (const minutes of [59, 1441]) {
    const asked = client.getToken(made.user, ["voip"], { tokenExpiresInMinutes: minutes });
    const { statusCode, message } = await refusal(asked);
    assert.equal(statusCode, 400);
    assert.ok(message.startsWith(`ExpiresInMinutes value ${minutes} is invalid.`), message);
  }
});

test("newest: exchanges a Teams user's token, and nobody else's", async () => {
  const client = new newest.CommunicationIdentityClient(ACS_CONNECTION_STRING);
  const asked = {
    teamsUserAadToken: TEAMS_TOKEN,
    clientId: TEAMS_CLIENT,
    userObjectId: TEAMS_USER,
  };
  const { token, expiresOn } = await client.getTokenForTeamsUser(asked);
  assert.equal(token.split(".").length, 3);
  assert.ok(expiresOn > new Date());
  const other = await refusal(
    client.getTokenForTeamsUser({ ...asked, userObjectId: crypto.randomUUID() }),
  );
  assert.deepEqual(other, {
    statusCode: 400,
    code: "ValidationError",
    message: "Provided AAD token issued for unexpected user.",
  });
  const garbage = await refusal(
    client.getTokenForTeamsUser({ ...asked, teamsUserAadToken: "garbage" }),
  );
  assert.deepEqual([garbage.statusCode, garbage.code], [401, "InvalidAccessToken"]);
});
