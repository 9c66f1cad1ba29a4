import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, TEN_O_CLOCK, MINUTE, USER_ID } from "./answers.js";
import { Bench, exchange, tokensOf } from "./bench.js";
import { exchangeToken } from "../dist/exchange.js";
import { FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

test("direct: the subject token is the bearer, and there is no body", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  await exchangeToken({ brokerUrl: broker.url, getSubjectToken: tokensOf("subject").callback });
  const [request] = broker.requests;
  assert.equal(request?.line, "POST /api/token/teams");
  assert.equal(request?.headers.authorization, "Bearer subject-1");
  assert.equal(request?.headers["content-length"], "0");
  assert.equal(request?.headers["content-type"], undefined);
});

for (const [route, path] of [
  ["entra", "entra"],
  ["teamsPhone", "teams-phone"],
] as const) {
  test(`${route}: the same at another address`, async (t) => {
    const broker = await FakeBroker.start(t, granted());
    const getSubjectToken = tokensOf("subject").callback;
    await exchangeToken({ brokerUrl: broker.url, route, getSubjectToken });
    assert.equal(broker.requests[0]?.line, `POST /api/token/${path}`);
    assert.equal(broker.requests[0]?.headers.authorization, "Bearer subject-1");
  });

  test(`${route}: a credential asks there too`, async (t) => {
    const broker = await FakeBroker.start(t, granted());
    const bench = new Bench(broker.url, { route });
    t.after(() => bench.credential.dispose());
    await bench.token();
    assert.equal(broker.requests[0]?.line, `POST /api/token/${path}`);
  });
}

test("with callers: the caller token is the bearer, the subject token in the body", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  await exchangeToken({
    brokerUrl: broker.url,
    getSubjectToken: tokensOf("subject").callback,
    getCallerToken: tokensOf("caller").callback,
  });
  const [request] = broker.requests;
  assert.equal(request?.headers.authorization, "Bearer caller-1");
  assert.equal(request?.headers["content-type"], "application/json");
  assert.equal(request?.headers["transfer-encoding"], undefined);
  assert.deepEqual(JSON.parse(request?.body ?? ""), { accessToken: "subject-1" });
});

test("on behalf of: the caller token is the bearer, and there is no body", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  await exchangeToken({ brokerUrl: broker.url, getCallerToken: tokensOf("caller").callback });
  assert.equal(broker.requests[0]?.headers.authorization, "Bearer caller-1");
  assert.equal(broker.requests[0]?.body, "");
});

test("the first time no callback is asked for anything special", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  const subject = tokensOf("subject");
  await exchangeToken({ brokerUrl: broker.url, getSubjectToken: subject.callback });
  assert.deepEqual(subject.wishes, [{ forceRefresh: false }]);
});

test("a callback need not be asynchronous", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  await exchangeToken({ brokerUrl: broker.url, getSubjectToken: () => "plain" });
  assert.deepEqual(broker.bearers, ["plain"]);
});

test("the answer is the token, its times and its user", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  const options = { brokerUrl: broker.url, getSubjectToken: () => "subject" };
  assert.deepEqual(await exchange(options, new FakeClock()), {
    token: "acs-token",
    expiresOn: new Date(TEN_O_CLOCK + 75 * MINUTE),
    refreshOn: new Date(TEN_O_CLOCK + 70.5 * MINUTE),
    userId: USER_ID,
  });
});

test("what the token is good for is handed on where the broker says so", async (t) => {
  const broker = await FakeBroker.start(t, granted({ goodFor: "calls" }), granted({ goodFor: 1 }));
  const options = { brokerUrl: broker.url, getSubjectToken: () => "subject" };
  assert.equal((await exchangeToken(options)).goodFor, "calls");
  assert.equal((await exchangeToken(options)).goodFor, undefined);
});
