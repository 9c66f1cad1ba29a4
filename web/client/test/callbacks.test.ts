import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokerError } from "../dist/exchange.js";
import { granted, MINUTE } from "./answers.js";
import { Bench, exchange } from "./bench.js";
import { FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const blocked = new Error("popup_window_error");

for (const [kind, name] of [
  ["subject", "getSubjectToken"],
  ["caller", "getCallerToken"],
] as const) {
  test(`what ${name} throws is the cause of an error, and nothing is sent`, async (t) => {
    const broker = await FakeBroker.start(t, granted());
    const options = { brokerUrl: broker.url, [name]: () => Promise.reject(blocked) };
    await assert.rejects(exchange(options, new FakeClock()), {
      code: `${kind}_token_not_obtained`,
      cause: blocked,
      final: false,
    });
    assert.equal(broker.requests.length, 0);
  });
}

test("a callback that throws at once is no different", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  const getSubjectToken = () => {
    throw blocked;
  };
  const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
  await assert.rejects(failed, { code: "subject_token_not_obtained", cause: blocked });
});

for (const token of ["", "two words", "line\nbreak", "tökén", undefined, null, {}]) {
  test(`${JSON.stringify(token)} is no token, and is neither sent nor told`, async (t) => {
    const broker = await FakeBroker.start(t, granted());
    const getSubjectToken = () => token as string;
    const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
    await assert.rejects(failed, {
      code: "subject_token_not_obtained",
      message: "The app did not get the user's token for Azure Communication Services.",
      cause: undefined,
    });
    assert.equal(broker.requests.length, 0);
  });
}

test("a user who closes the popup is not shown the next one at once", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  let popups = 0;
  const getSubjectToken = () => {
    popups++;
    throw blocked;
  };
  const { clock, credential } = new Bench(broker.url, { getSubjectToken });
  await assert.rejects(credential.getToken(), { code: "subject_token_not_obtained" });
  await assert.rejects(credential.getToken(), { retryAfterSeconds: 15, cause: blocked });
  clock.advance(MINUTE / 4 - 1);
  await assert.rejects(credential.getToken(), { retryAfterSeconds: 1 });
  assert.equal(popups, 1);
  clock.advance(1);
  await assert.rejects(credential.getToken(), { cause: blocked });
  assert.equal(popups, 2);
});

test("a sign-in that nobody finishes fails after five minutes, and who asks then is asked anew", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  let asked = 0;
  const getSubjectToken = () => (++asked === 1 ? new Promise<string>(() => {}) : "subject");
  const bench = new Bench(broker.url, { getSubjectToken });
  t.after(() => bench.credential.dispose());
  const all = [bench.token(), bench.token()].map((token) =>
    assert.rejects(token, (error: unknown) => {
      assert.ok(error instanceof BrokerError && error.cause instanceof Error);
      assert.equal(error.code, "subject_token_not_obtained");
      assert.equal(error.cause.message, "Nothing came of it in 5 minutes.");
      return !error.final;
    }),
  );
  await bench.clock.passes(5 * MINUTE);
  await Promise.all(all);
  assert.deepEqual(bench.clock.pending, []);
  bench.credential.resume();
  assert.equal(await bench.token(), "acs-token");
  assert.equal(broker.requests.length, 1);
});

test("a popup opens within the click: the callback is called before anything is awaited", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  let called = false;
  const getSubjectToken = () => {
    called = true;
    return "subject";
  };
  const { credential } = new Bench(broker.url, { getSubjectToken });
  const token = credential.getToken();
  assert.equal(called, true);
  await token;
});

test("a sign-in that nobody waits for any more leaves no timer, and no second window opens", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  let finish = (_: string) => {};
  const getCallerToken = () => new Promise<string>((resolve) => (finish = resolve));
  let windows = 0;
  const getSubjectToken = () => `subject-${++windows}`;
  const { clock, credential } = new Bench(broker.url, { getCallerToken, getSubjectToken });
  const token = assert.rejects(credential.getToken(), { code: "aborted" });
  credential.dispose();
  await token;
  const { pending } = clock;
  finish("caller");
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual({ pending, windows }, { pending: [], windows: 0 });
});
