import assert from "node:assert/strict";
import { test } from "node:test";
import { exchangeToken } from "acs-token-broker-client/exchange";
import {
  findIdentity,
  makeIdentity,
  removeIdentity,
  revokeIdentity,
} from "acs-token-broker-client/identity";
import { granted, json, MINUTE, refused, TEN_O_CLOCK, text } from "./answers.js";
import { Bench, exchange, tokensOf } from "./bench.js";
import { type Answer, FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const IDENTITY = "8:acs:1b5cc06b-f352-4571-b1e6-d9b259b7c776_0000000c-9f68-6fd6-e57b-254822002248";
const getCallerToken = () => "caller";
const noSubject = () => assert.fail("asked for a subject token");

/** As the broker answers at /api/token, with 201 and no goodFor. */
const issued: Answer = json(201, {
  token: "identity-token",
  expiresOn: new Date(TEN_O_CLOCK + 60 * MINUTE),
  expiresIn: 3600,
  refreshOn: new Date(TEN_O_CLOCK + 50 * MINUTE),
  userId: IDENTITY,
  user: { id: IDENTITY, communicationUserId: IDENTITY },
});

test("an identity's token: 201, asked for by the caller token alone", async (t) => {
  const broker = await FakeBroker.start(t, issued);
  const options = { brokerUrl: broker.url, route: "identity", getCallerToken } as const;
  const got = await exchange({ ...options, getSubjectToken: noSubject }, new FakeClock());
  assert.deepEqual(got, {
    token: "identity-token",
    expiresOn: new Date(TEN_O_CLOCK + 60 * MINUTE),
    refreshOn: new Date(TEN_O_CLOCK + 50 * MINUTE),
    userId: IDENTITY,
  });
  const [request] = broker.requests;
  assert.equal(request?.line, "POST /api/token");
  assert.equal(request?.headers.authorization, "Bearer caller");
  assert.equal(request?.headers["content-type"], undefined);
  assert.equal(request?.body, "");
});

test("an identity's token with scopes and minutes has both in the body, by their names", async (t) => {
  const broker = await FakeBroker.start(t, issued);
  const wish = { scopes: ["voip.join"], expiresInMinutes: 60 } as const;
  await exchangeToken({ brokerUrl: broker.url, route: "identity", getCallerToken, ...wish });
  assert.deepEqual(JSON.parse(broker.requests[0]?.body ?? ""), wish);
});

test("scopes alone leave the minutes to the broker", async (t) => {
  const broker = await FakeBroker.start(t, issued);
  const wish = { scopes: ["voip"] } as const;
  await exchangeToken({ brokerUrl: broker.url, route: "identity", getCallerToken, ...wish });
  assert.deepEqual(JSON.parse(broker.requests[0]?.body ?? ""), wish);
});

test("a credential keeps an identity's token until ten minutes before its end", async (t) => {
  const broker = await FakeBroker.start(t, issued);
  const bench = new Bench(broker.url, { route: "identity", getCallerToken });
  t.after(() => bench.credential.dispose());
  assert.equal(await bench.token(), "identity-token");
  assert.deepEqual(bench.clock.pending, [50 * MINUTE]);
});

test("an identity without a caller token is a mistake in the options", async () => {
  const options = { brokerUrl: "https://broker.example", route: "identity" } as const;
  await assert.rejects(exchangeToken({ ...options, getSubjectToken: noSubject }), {
    code: "token_callback_missing",
    final: true,
  });
});

test("a broker without identities says so, for good", async (t) => {
  const broker = await FakeBroker.start(t, refused(404, "identities_not_enabled"));
  const options = { brokerUrl: broker.url, getCallerToken };
  for (const ask of [makeIdentity, findIdentity, revokeIdentity, removeIdentity]) {
    await assert.rejects(ask(options), { code: "identities_not_enabled", final: true });
  }
  assert.equal(broker.requests.length, 4);
});

test("the identity is found, or there is none", async (t) => {
  const found = json(200, { acsUserIdentity: IDENTITY });
  const broker = await FakeBroker.start(t, found, refused(404, "identity_not_found"));
  const options = { brokerUrl: broker.url, getCallerToken };
  assert.equal(await findIdentity(options), IDENTITY);
  assert.equal(await findIdentity(options), undefined);
  assert.deepEqual(
    broker.requests.map(({ line, body }) => [line, body]),
    [
      ["GET /api/user", ""],
      ["GET /api/user", ""],
    ],
  );
});

for (const status of [200, 201]) {
  test(`the identity is made, or was there: ${status}`, async (t) => {
    const broker = await FakeBroker.start(t, json(status, { acsUserIdentity: IDENTITY }));
    assert.equal(await makeIdentity({ brokerUrl: broker.url, getCallerToken }), IDENTITY);
    const [request] = broker.requests;
    assert.equal(request?.line, "POST /api/user");
    assert.equal(request?.headers["content-type"], undefined);
  });
}

for (const [line, ask] of [
  ["POST /api/user/revoke", revokeIdentity],
  ["DELETE /api/user", removeIdentity],
] as const) {
  test(`${line}: nothing comes back`, async (t) => {
    const broker = await FakeBroker.start(t, text(204, "", { "content-type": "application/json" }));
    assert.equal(await ask({ brokerUrl: broker.url, getCallerToken }), undefined);
    assert.equal(broker.requests[0]?.line, line);
    assert.equal(broker.requests[0]?.body, "");
  });

  test(`${line}: a page with 200 is not taken for done`, async (t) => {
    const broker = await FakeBroker.start(t, text(200, "<html>Welcome</html>"));
    const asked = ask({ brokerUrl: broker.url, getCallerToken });
    await assert.rejects(asked, { code: "answer_not_understood", status: 200, final: false });
  });
}

test("an identity that is not named is not one", async (t) => {
  const broker = await FakeBroker.start(t, json(200, {}));
  const options = { brokerUrl: broker.url, getCallerToken };
  for (const ask of [findIdentity, makeIdentity]) {
    await assert.rejects(ask(options), { code: "answer_not_understood", status: 200 });
  }
});

test("a caller token that is refused is replaced once, at these addresses too", async (t) => {
  const expired = refused(401, "token_expired", { claimsFor: "caller" });
  const broker = await FakeBroker.start(t, expired, text(204, ""));
  const caller = tokensOf("caller");
  await revokeIdentity({ brokerUrl: broker.url, getCallerToken: caller.callback });
  assert.deepEqual(broker.bearers, ["caller-1", "caller-2"]);
  assert.deepEqual(caller.wishes, [{ forceRefresh: false }, { forceRefresh: true }]);
});

test("what the app calls off is not asked for", async () => {
  const options = { brokerUrl: "https://broker.example", getCallerToken: noSubject };
  const asked = removeIdentity({ ...options, abortSignal: AbortSignal.abort() });
  await assert.rejects(asked, { name: "AbortError", code: "aborted" });
});

test("an exchange that is no identity's sends the wish for scopes too: the broker refuses it", async (t) => {
  const broker = await FakeBroker.start(t, refused(400, "body_member_unknown"), granted());
  const wish = { scopes: ["voip"], getSubjectToken: () => "subject" } as const;
  const failed = exchangeToken({ brokerUrl: broker.url, ...wish });
  await assert.rejects(failed, { code: "body_member_unknown", final: true });
  assert.deepEqual(JSON.parse(broker.requests[0]?.body ?? ""), { scopes: ["voip"] });
});
