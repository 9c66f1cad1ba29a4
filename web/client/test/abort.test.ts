import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, held, MINUTE, refused, silence } from "./answers.js";
import { Bench, exchange } from "./bench.js";
import { type BrokerToken, exchangeToken, type TokenRequest } from "../dist/exchange.js";
import { TokenKeeper } from "../dist/tokenKeeper.js";
import { FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const getSubjectToken = () => "subject";
const ABORTED = { name: "AbortError", code: "aborted" };

test("aborted before the start: no token is asked for", async () => {
  const options = { brokerUrl: "https://broker.example", abortSignal: AbortSignal.abort() };
  const failed = exchangeToken({ ...options, getSubjectToken: () => assert.fail("asked") });
  await assert.rejects(failed, ABORTED);
});

test("aborted while the broker thinks: the request is cut", async (t) => {
  const closed = deferred();
  const broker = await FakeBroker.start(t, (response) =>
    response.on("close", () => closed.resolve()),
  );
  const controller = new AbortController();
  const clock = new FakeClock();
  const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, clock, controller.signal);
  await broker.arrived(1);
  controller.abort();
  await assert.rejects(failed, ABORTED);
  await closed.promise;
  await clock.idle();
});

test("aborted while waiting: the wait ends, and nothing is sent any more", async (t) => {
  const wait = refused(503, "acs_unavailable", { retryAfterSeconds: 20 });
  const broker = await FakeBroker.start(t, wait, granted());
  const controller = new AbortController();
  const clock = new FakeClock();
  const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, clock, controller.signal);
  await clock.waiting(20_000);
  controller.abort();
  await assert.rejects(failed, ABORTED);
  assert.deepEqual(clock.pending, []);
  assert.equal(broker.requests.length, 1);
});

test("aborted while the user is asked: the callback knows, and its token is not sent", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  const user = deferred<string>();
  let signal: AbortSignal | undefined;
  const ask = ({ abortSignal }: TokenRequest) => {
    signal = abortSignal;
    return user.promise;
  };
  const { clock, credential } = new Bench(broker.url, { getSubjectToken: ask });
  const controller = new AbortController();
  const failed = credential.getToken({ abortSignal: controller.signal });
  controller.abort();
  await assert.rejects(failed, ABORTED);
  assert.equal(signal?.aborted, true);
  user.resolve("late");
  await user.promise;
  await new Promise(setImmediate);
  assert.equal(broker.requests.length, 0);
  assert.deepEqual(clock.pending, []);
});

test("who aborts leaves the others waiting, and the exchange goes on", async (t) => {
  const { answer, release } = held();
  const broker = await FakeBroker.start(t, answer);
  const { credential } = new Bench(broker.url);
  const controller = new AbortController();
  const impatient = credential.getToken({ abortSignal: controller.signal });
  const patient = credential.getToken();
  await broker.arrived(1);
  controller.abort();
  await assert.rejects(impatient, ABORTED);
  release(granted());
  assert.equal((await patient).token, "acs-token");
  assert.equal(broker.requests.length, 1);
});

test("called off by all, it is no failure: the next who asks starts anew", async (t) => {
  const broker = await FakeBroker.start(t, silence, granted());
  const bench = new Bench(broker.url);
  const controller = new AbortController();
  const options = { abortSignal: controller.signal };
  const failed = [bench.credential.getToken(options), bench.credential.getToken(options)];
  await broker.arrived(1);
  controller.abort();
  await Promise.all(failed.map((it) => assert.rejects(it, ABORTED)));
  assert.equal(await bench.token(), "acs-token");
  assert.deepEqual(bench.errors, []);
});

test("disposing ends what is under way, all timers, and every later question", async (t) => {
  const broker = await FakeBroker.start(t, granted(), silence);
  const bench = new Bench(broker.url);
  await bench.token();
  const [delay = 0] = bench.clock.pending;
  bench.clock.advance(delay);
  await broker.arrived(2);
  bench.credential.dispose();
  await bench.clock.idle();
  await assert.rejects(bench.credential.getToken(), { code: "disposed", final: true });
});

test("disposing rejects those who wait, even where a callback never returns", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  const { credential } = new Bench(broker.url, { getSubjectToken: () => new Promise(() => {}) });
  const failed = credential.getToken();
  credential.dispose();
  await assert.rejects(failed, ABORTED);
});

test("disposing ends the timer, and nothing wakes it again", async (t) => {
  const broker = await FakeBroker.start(t, granted());
  let asked = 0;
  const bench = new Bench(broker.url, { getSubjectToken: () => `subject-${++asked}` });
  await bench.token();
  bench.credential.dispose();
  assert.deepEqual(bench.clock.pending, []);
  bench.clock.advance(71 * MINUTE);
  bench.credential.resume();
  assert.equal(asked, 1);
});

test("a token that arrives after all was disposed of is not kept", async () => {
  const late = deferred<BrokerToken>();
  const clock = new FakeClock();
  const onToken = () => assert.fail("told");
  const keeper = new TokenKeeper(() => late.promise, clock, { onToken });
  const failed = keeper.get();
  keeper.dispose();
  await assert.rejects(failed, ABORTED);
  const times = { expiresOn: new Date(Infinity), refreshOn: new Date(Infinity) };
  late.resolve({ token: "late", userId: "user", ...times });
  await new Promise(setImmediate);
  assert.deepEqual(clock.pending, []);
});

function deferred<T = void>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((it) => (resolve = it));
  return { promise, resolve };
}
