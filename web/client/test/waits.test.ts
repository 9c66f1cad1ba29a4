import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, refused, silence, text } from "./answers.js";
import { exchange } from "./bench.js";
import { type Answer, FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const getSubjectToken = () => "subject";
const throttled = (retryAfterSeconds: number) =>
  refused(503, "acs_throttled", { retryAfterSeconds });

test("waits for as long as the body says", async (t) => {
  const broker = await FakeBroker.start(t, throttled(7), granted());
  const clock = new FakeClock();
  const token = exchange({ brokerUrl: broker.url, getSubjectToken }, clock);
  await clock.waiting(7000);
  clock.advance(6999);
  assert.equal(broker.requests.length, 1);
  clock.advance(1);
  assert.equal((await token).token, "acs-token");
  assert.equal(broker.requests.length, 2);
});

test("waits a little longer than told by chance, so that not all come at once", async (t) => {
  const broker = await FakeBroker.start(t, throttled(10), granted());
  const clock = new FakeClock();
  clock.chance = 0.5;
  const token = exchange({ brokerUrl: broker.url, getSubjectToken }, clock);
  await clock.passes(11_000);
  await token;
});

test("what a gateway says in Retry-After counts where there is no body", async (t) => {
  const busy = text(503, "<h1>busy</h1>", { "retry-after": "9" });
  const broker = await FakeBroker.start(t, busy, granted());
  const clock = new FakeClock();
  const token = exchange({ brokerUrl: broker.url, getSubjectToken }, clock);
  await clock.passes(9000);
  await token;
});

for (const [status, way] of [
  [401, "bearer"],
  [400, "beside a caller token"],
  [503, "on behalf"],
] as const) {
  test(`an unknown key (${way}): waits once for a minute with the same token`, async (t) => {
    const unknown = refused(status, "signing_key_unknown", { retryAfterSeconds: 60 });
    const broker = await FakeBroker.start(t, unknown, granted());
    const clock = new FakeClock();
    const wishes: boolean[] = [];
    const token = exchange(
      {
        brokerUrl: broker.url,
        getSubjectToken: async ({ forceRefresh }) => {
          wishes.push(forceRefresh);
          return "token";
        },
      },
      clock,
    );
    await clock.passes(60_000);
    assert.equal((await token).token, "acs-token");
    assert.deepEqual(broker.bearers, ["token", "token"]);
    assert.deepEqual(wishes, [false]);
  });
}

test("a key that stays unknown is waited for once, then another token is tried", async (t) => {
  const unknown = refused(401, "signing_key_unknown", { retryAfterSeconds: 10 });
  const broker = await FakeBroker.start(t, unknown);
  const clock = new FakeClock();
  const forced: boolean[] = [];
  const options = {
    brokerUrl: broker.url,
    getSubjectToken: ({ forceRefresh }: { forceRefresh: boolean }) => {
      forced.push(forceRefresh);
      return Promise.resolve(`token-${forced.length}`);
    },
  };
  const failed = assert.rejects(exchange(options, clock), {
    code: "signing_key_unknown",
    retryAfterSeconds: 10,
    final: false,
  });
  await clock.passes(10_000);
  await failed;
  assert.deepEqual(forced, [false, true]);
  assert.equal(broker.requests.length, 3);
  assert.deepEqual(clock.pending, []);
});

test("beside a caller token, a subject token whose key stays unknown is replaced", async (t) => {
  const unknown = refused(400, "signing_key_unknown", { retryAfterSeconds: 10 });
  const broker = await FakeBroker.start(t, unknown, unknown, granted());
  const clock = new FakeClock();
  const forced: boolean[] = [];
  const options = {
    brokerUrl: broker.url,
    getCallerToken: () => Promise.resolve("caller"),
    getSubjectToken: ({ forceRefresh }: { forceRefresh: boolean }) => {
      forced.push(forceRefresh);
      return Promise.resolve("subject");
    },
  };
  const granting = exchange(options, clock);
  await clock.passes(10_000);
  await granting;
  assert.deepEqual(forced, [false, true]);
  assert.equal(broker.requests.length, 3);
});

test("an unknown key is not waited for longer than a minute", async (t) => {
  const unknown = refused(401, "signing_key_unknown", { retryAfterSeconds: 61 });
  const broker = await FakeBroker.start(t, unknown);
  const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
  await assert.rejects(failed, { code: "signing_key_unknown", retryAfterSeconds: 61 });
  assert.equal(broker.requests.length, 1);
});

test("a wait of no time is a second, not a loop", async (t) => {
  const broker = await FakeBroker.start(t, throttled(0), granted());
  const clock = new FakeClock();
  const token = exchange({ brokerUrl: broker.url, getSubjectToken }, clock);
  await clock.passes(1000);
  await token;
});

test("nobody is left waiting for minutes: the error says how long", async (t) => {
  const limited = refused(429, "too_many_exchanges", { retryAfterSeconds: 421 });
  const broker = await FakeBroker.start(t, limited);
  const clock = new FakeClock();
  await assert.rejects(exchange({ brokerUrl: broker.url, getSubjectToken }, clock), {
    code: "too_many_exchanges",
    status: 429,
    retryAfterSeconds: 421,
    final: false,
  });
  assert.equal(broker.requests.length, 1);
  assert.deepEqual(clock.pending, []);
});

const BACKING_OFF: Record<string, Answer> = {
  "504": refused(504, "deadline_passed"),
  "429 of a gateway": text(429, "slow down"),
  "502 of a gateway": text(502, "<h1>Bad gateway</h1>"),
  "a token that is not valid yet": refused(401, "token_not_yet_valid"),
  "a cut connection": (response) => response.destroy(),
};
for (const [name, answer] of Object.entries(BACKING_OFF)) {
  test(`${name}: backs off for longer each time, and gives up after four tries`, async (t) => {
    const broker = await FakeBroker.start(t, answer);
    const clock = new FakeClock();
    clock.chance = 0.5;
    const failed = assert.rejects(exchange({ brokerUrl: broker.url, getSubjectToken }, clock), {
      final: false,
    });
    await clock.passes(750);
    await clock.passes(1500);
    await clock.passes(3000);
    await failed;
    // The fifth is the token's second chance, which costs no wait
    assert.equal(broker.requests.length, name.includes("valid") ? 5 : 4);
    assert.deepEqual(clock.pending, []);
  });
}

const NOT_WORTH_ANOTHER_TRY: Record<string, Answer> = {
  "a bug of the broker": refused(500, "internal_error"),
  "ACS refuses the broker": refused(502, "acs_denied"),
  "settings are missing": refused(503, "misconfigured"),
};
for (const [name, answer] of Object.entries(NOT_WORTH_ANOTHER_TRY)) {
  test(`${name}: is not tried again at once`, async (t) => {
    const broker = await FakeBroker.start(t, answer);
    const clock = new FakeClock();
    const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, clock);
    await assert.rejects(failed, { final: false });
    assert.equal(broker.requests.length, 1);
  });
}

test("a broker that never answers is given up after the time of the options", async (t) => {
  const broker = await FakeBroker.start(t, silence, granted());
  const clock = new FakeClock();
  const options = { brokerUrl: broker.url, getSubjectToken, timeoutSeconds: 12 };
  const token = exchange(options, clock);
  await broker.arrived(1);
  await clock.passes(12_000);
  await clock.passes(500);
  assert.equal((await token).token, "acs-token");
});

test("a broker that never answers is an error with its own code", async (t) => {
  const broker = await FakeBroker.start(t, silence);
  const clock = new FakeClock();
  const failed = assert.rejects(exchange({ brokerUrl: broker.url, getSubjectToken }, clock), {
    code: "network_timeout",
    message: "The broker did not answer in 30 s.",
  });
  for (const wait of [500, 1000, 2000]) {
    await clock.passes(30_000);
    await clock.passes(wait);
  }
  await clock.passes(30_000);
  await failed;
});

test("a refusal for good is not tried again, even where it names a time", async (t) => {
  const refusal = refused(403, "user_blocked", { retryAfterSeconds: 1 });
  const broker = await FakeBroker.start(t, refusal);
  const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
  await assert.rejects(failed, { code: "user_blocked" });
  assert.equal(broker.requests.length, 1);
});
