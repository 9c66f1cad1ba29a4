import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, MINUTE, refused, TEN_O_CLOCK } from "./answers.js";
import { Bench, tokensOf } from "./bench.js";
import { FakeBroker } from "./fakeBroker.js";

const unlicensed = refused(403, "teams_license_missing");
const revoked = refused(401, "token_rejected_by_entra");
const first = granted({ token: "first" });
const second = granted({ token: "second", expiresOn: TEN_O_CLOCK + 150 * MINUTE });

test("what cannot be mended is asked once, however often and late a token is needed", async (t) => {
  const broker = await FakeBroker.start(t, unlicensed);
  const bench = new Bench(broker.url);
  for (let hour = 0; hour < 24; hour++) {
    await assert.rejects(bench.token(), { code: "teams_license_missing", final: true });
    assert.deepEqual(bench.clock.pending, []);
    bench.clock.advance(60 * MINUTE);
  }
  assert.equal(broker.requests.length, 1);
  assert.equal(bench.errors.length, 1);
});

test("a refusal at the refresh leaves the token at hand its time, and then stops", async (t) => {
  const broker = await FakeBroker.start(t, first, unlicensed);
  const subject = tokensOf("subject");
  const bench = new Bench(broker.url, { getSubjectToken: subject.callback });
  await bench.token();
  bench.clock.advance(70.5 * MINUTE);
  await bench.told({ errors: 1 });
  assert.equal(bench.errors[0]?.code, "teams_license_missing");
  assert.equal(await bench.token(), "first");
  assert.equal(subject.wishes.length, 2);
  assert.deepEqual(bench.clock.pending, []);
  bench.clock.advance(4.5 * MINUTE);
  await assert.rejects(bench.token(), { code: "teams_license_missing" });
  assert.equal(broker.requests.length, 2);
});

test("a token revoked meanwhile: one by force, then the end", async (t) => {
  const broker = await FakeBroker.start(t, first, revoked);
  const caller = tokensOf("caller");
  const options = { getSubjectToken: undefined, getCallerToken: caller.callback };
  const bench = new Bench(broker.url, options);
  await bench.token();
  bench.clock.advance(80 * MINUTE);
  await assert.rejects(bench.token(), { code: "token_rejected_by_entra", final: true });
  await assert.rejects(bench.token(), { code: "token_rejected_by_entra", final: true });
  assert.deepEqual(
    caller.wishes.map(({ forceRefresh }) => forceRefresh),
    [false, false, true],
  );
  assert.equal(broker.requests.length, 3);
});

test("after resume the next who needs a token asks again", async (t) => {
  const broker = await FakeBroker.start(t, unlicensed, first);
  const bench = new Bench(broker.url);
  await assert.rejects(bench.token());
  bench.credential.resume();
  assert.equal(broker.requests.length, 1);
  assert.equal(await bench.token(), "first");
  assert.equal(broker.requests.length, 2);
});

test("resume ends a rest too", async (t) => {
  const wait = refused(429, "too_many_exchanges", { retryAfterSeconds: 600 });
  const broker = await FakeBroker.start(t, wait, first);
  const bench = new Bench(broker.url);
  await assert.rejects(bench.token());
  bench.credential.resume();
  assert.equal(await bench.token(), "first");
});

test("resume refreshes at once where the token at hand is due", async (t) => {
  const broker = await FakeBroker.start(t, first, unlicensed, second);
  const bench = new Bench(broker.url);
  await bench.token();
  bench.clock.advance(70.5 * MINUTE);
  await bench.told({ errors: 1 });
  bench.credential.resume();
  await bench.told({ tokens: 2 });
  assert.equal(await bench.token(), "second");
});

test("resume does nothing where nothing was refused", async (t) => {
  const broker = await FakeBroker.start(t, first);
  const bench = new Bench(broker.url);
  bench.credential.resume();
  await bench.token();
  bench.credential.resume();
  assert.equal(await bench.token(), "first");
  assert.equal(broker.requests.length, 1);
});

test("a refusal for good stays one, whatever the clock does, and names no time", async (t) => {
  const broker = await FakeBroker.start(t, unlicensed);
  const bench = new Bench(broker.url);
  await assert.rejects(bench.token());
  bench.clock.time -= 60 * MINUTE;
  await assert.rejects(bench.token(), {
    code: "teams_license_missing",
    retryAfterSeconds: undefined,
  });
  assert.equal(broker.requests.length, 1);
});
