import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, held, MINUTE, refused, TEN_O_CLOCK } from "./answers.js";
import { Bench, tokensOf } from "./bench.js";
import { FakeBroker } from "./fakeBroker.js";

const END = TEN_O_CLOCK + 75 * MINUTE;
const first = granted({ token: "first" });
const second = granted({ token: "second", expiresOn: END + 75 * MINUTE });
const unavailable = refused(503, "acs_unavailable", { retryAfterSeconds: 60 });

test("nothing is asked before somebody needs a token", async (t) => {
  const broker = await FakeBroker.start(t, first);
  const bench = new Bench(broker.url, { getSubjectToken: () => assert.fail("asked") });
  assert.deepEqual(bench.clock.pending, []);
  assert.equal(broker.requests.length, 0);
});

test("ten who ask at once are one exchange", async (t) => {
  const { answer, release } = held();
  const broker = await FakeBroker.start(t, answer, second);
  const subject = tokensOf("subject");
  const bench = new Bench(broker.url, { getSubjectToken: subject.callback });
  const all = Array.from({ length: 10 }, () => bench.token());
  await broker.arrived(1);
  release(first);
  assert.deepEqual(await Promise.all(all), Array(10).fill("first"));
  assert.equal(await bench.token(), "first");
  assert.equal(broker.requests.length, 1);
  assert.equal(subject.wishes.length, 1);
});

test("the token is refreshed at its refreshOn, by itself", async (t) => {
  const broker = await FakeBroker.start(t, first, second);
  const bench = new Bench(broker.url);
  await bench.token();
  assert.deepEqual(bench.clock.pending, [70.5 * MINUTE]);
  bench.clock.advance(70.5 * MINUTE);
  await bench.told({ tokens: 2 });
  assert.equal(await bench.token(), "second");
  assert.equal(broker.requests.length, 2);
});

test("Azure's time to refresh, 10 minutes before the end, asks nobody", async (t) => {
  const broker = await FakeBroker.start(t, first, second);
  const bench = new Bench(broker.url);
  await bench.token();
  bench.clock.advance(65 * MINUTE);
  for (let seconds = 0; seconds < 330; seconds++) {
    assert.equal(await bench.token(), "first");
    assert.deepEqual(bench.clock.pending, [70.5 * MINUTE]);
    bench.clock.advance(1000 - (seconds === 329 ? 1 : 0));
  }
  assert.equal(broker.requests.length, 1);
});

test("while it is refreshed, the token at hand is given to all, and the broker asked once", async (t) => {
  const { answer, release } = held();
  const broker = await FakeBroker.start(t, first, answer, first);
  const bench = new Bench(broker.url);
  await bench.token();
  bench.clock.advance(71 * MINUTE);
  await broker.arrived(2);
  const all = await Promise.all(Array.from({ length: 10 }, () => bench.token()));
  assert.deepEqual(all, Array(10).fill("first"));
  release(second);
  await bench.told({ tokens: 2 });
  assert.equal(await bench.token(), "second");
  assert.equal(broker.requests.length, 2);
});

test("a refresh that fails is tried again as told, while the token at hand is good", async (t) => {
  const broker = await FakeBroker.start(t, first, unavailable, second);
  const subject = tokensOf("subject");
  const bench = new Bench(broker.url, { getSubjectToken: subject.callback });
  await bench.token();
  bench.clock.advance(70.5 * MINUTE);
  await bench.told({ errors: 1 });
  assert.equal(bench.errors[0]?.code, "acs_unavailable");
  assert.equal(await bench.token(), "first");
  assert.equal(subject.wishes.length, 2);
  assert.deepEqual(bench.clock.pending, [MINUTE]);
  bench.clock.advance(MINUTE);
  await bench.told({ tokens: 2 });
  assert.equal(await bench.token(), "second");
});

test("once the token has ended no timer asks; those who need one do, at the pace told", async (t) => {
  const broker = await FakeBroker.start(t, first, unavailable);
  const bench = new Bench(broker.url);
  await bench.token();
  for (let errors = 1; errors <= 5; errors++) {
    bench.clock.advance(bench.clock.pending[0] ?? 0);
    await bench.told({ errors });
  }
  assert.deepEqual(bench.clock.pending, []);
  bench.clock.advance(30_000);
  const failures = Array.from({ length: 10 }, () =>
    assert.rejects(bench.token(), { code: "acs_unavailable", retryAfterSeconds: 30 }),
  );
  await Promise.all(failures);
  assert.equal(broker.requests.length, 6);
  bench.clock.advance(30_000);
  await assert.rejects(bench.token(), { code: "acs_unavailable" });
  assert.equal(broker.requests.length, 7);
});

test("failures in a row make the rests longer, up to a minute", async (t) => {
  const broker = await FakeBroker.start(t, refused(500, "internal_error"));
  const bench = new Bench(broker.url);
  await assert.rejects(bench.token());
  for (const rest of [15, 30, 30]) {
    await assert.rejects(bench.token(), { retryAfterSeconds: rest });
    bench.clock.advance(rest * 1000);
    await assert.rejects(bench.token(), { code: "internal_error" });
  }
  assert.equal(broker.requests.length, 4);
});

test("a token that never gets any newer is asked for at long intervals", async (t) => {
  const broker = await FakeBroker.start(t, first);
  const bench = new Bench(broker.url);
  await bench.token();
  const delays = [];
  while (bench.clock.now() < END - MINUTE) {
    const [delay = 0] = bench.clock.pending;
    delays.push(delay / MINUTE);
    bench.clock.advance(delay);
    await bench.told({ tokens: delays.length + 1 });
  }
  assert.deepEqual(delays, [70.5, 2.25, 1.125, 0.5625]);
});

test("a token whose refreshOn has passed is not asked for in a loop", async (t) => {
  const stale = granted({ expiresOn: TEN_O_CLOCK + 2 * MINUTE });
  const broker = await FakeBroker.start(t, stale);
  const bench = new Bench(broker.url);
  for (let i = 0; i < 100; i++) {
    await bench.token();
  }
  assert.equal(broker.requests.length, 1);
  assert.deepEqual(bench.clock.pending, [MINUTE]);
});

test("after a success, failures are counted from the start", async (t) => {
  const failing = refused(500, "internal_error");
  const broker = await FakeBroker.start(t, failing, failing, first, failing);
  const bench = new Bench(broker.url);
  await assert.rejects(bench.token());
  bench.clock.advance(15_000);
  await assert.rejects(bench.token());
  await assert.rejects(bench.token(), { retryAfterSeconds: 30 });
  bench.clock.advance(30_000);
  assert.equal(await bench.token(), "first");
  bench.clock.advance(80 * MINUTE);
  await assert.rejects(bench.token(), { code: "internal_error" });
  await assert.rejects(bench.token(), { retryAfterSeconds: 15 });
});

test("a rest of no time is five seconds, not a loop", async (t) => {
  const broker = await FakeBroker.start(t, refused(503, "acs_throttled", { retryAfterSeconds: 0 }));
  const bench = new Bench(broker.url);
  const failed = assert.rejects(bench.token());
  for (let tries = 1; tries < 4; tries++) {
    await bench.clock.passes(1000);
  }
  await failed;
  await assert.rejects(bench.token(), { retryAfterSeconds: 5 });
  assert.equal(broker.requests.length, 4);
});

test("a rest of years is an hour", async (t) => {
  const forever = refused(503, "acs_throttled", { retryAfterSeconds: 1e9 });
  const broker = await FakeBroker.start(t, forever, first);
  const bench = new Bench(broker.url);
  await assert.rejects(bench.token(), { retryAfterSeconds: 1e9 });
  await assert.rejects(bench.token(), { retryAfterSeconds: 3600 });
  bench.clock.advance(60 * MINUTE);
  assert.equal(await bench.token(), "first");
});
