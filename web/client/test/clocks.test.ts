import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, jwe, jwt, MINUTE, refused, TEN_O_CLOCK } from "./answers.js";
import { Bench } from "./bench.js";
import { FakeBroker } from "./fakeBroker.js";

const HOUR = 60 * MINUTE;
const END = TEN_O_CLOCK + 75 * MINUTE;
const token = jwt({ iat: TEN_O_CLOCK / 1000, exp: END / 1000 });
const readable = granted({ token });
const encrypted = granted({ token: jwe(), expiresIn: 75 * 60 });
const opaque = granted({ token: "opaque" });
const dated = granted({ token: "opaque", date: TEN_O_CLOCK });
const remembered = { iat: TEN_O_CLOCK / 1000 - 600, exp: END / 1000 };

async function benchAt(t: Parameters<typeof FakeBroker.start>[0], time: number, answer = readable) {
  const broker = await FakeBroker.start(t, answer);
  const bench = new Bench(broker.url);
  bench.clock.time = time;
  const { expiresOnTimestamp } = await bench.credential.getToken();
  return { broker, bench, minutesLeft: (expiresOnTimestamp - time) / MINUTE };
}

for (const [hours, name] of [
  [-1, "slow"],
  [1, "fast"],
  [9000, "years fast"],
] as const) {
  test(`a clock that is ${name}: the time of the answer tells how long the token lives`, async (t) => {
    const { bench, minutesLeft } = await benchAt(t, TEN_O_CLOCK + hours * HOUR, dated);
    assert.equal(minutesLeft, 75);
    assert.deepEqual(bench.clock.pending, [70.5 * MINUTE]);
  });

  test(`a clock that is ${name}: the broker tells it of a token that ACS alone can read`, async (t) => {
    const { bench, minutesLeft } = await benchAt(t, TEN_O_CLOCK + hours * HOUR, encrypted);
    assert.equal(minutesLeft, 75);
    assert.deepEqual(bench.clock.pending, [70.5 * MINUTE]);
  });
}

test("a clock that is fast, and a token that tells nothing: good for minutes, no loop", async (t) => {
  const { broker, bench, minutesLeft } = await benchAt(t, END + HOUR, opaque);
  assert.equal(minutesLeft, 5);
  for (let i = 0; i < 100; i++) {
    await bench.token();
  }
  assert.equal(broker.requests.length, 1);
  assert.deepEqual(bench.clock.pending, [2.5 * MINUTE]);
});

test("a clock that is right is believed for a token that the broker had remembered", async (t) => {
  const { minutesLeft } = await benchAt(t, TEN_O_CLOCK + 15 * MINUTE);
  assert.equal(minutesLeft, 60);
});

for (const expiresIn of ["4500", null, {}, [60]] as unknown[] as number[]) {
  test(`what is left, told as ${JSON.stringify(expiresIn)}: the answer's own time counts`, async (t) => {
    const answer = granted({ token: jwe(), expiresIn, date: TEN_O_CLOCK });
    const { minutesLeft } = await benchAt(t, TEN_O_CLOCK - HOUR, answer);
    assert.equal(minutesLeft, 75);
  });
}

test("what the broker says is left counts, where a proxy has its own Date", async (t) => {
  const answer = granted({ token: jwe(), expiresIn: 30 * 60, date: TEN_O_CLOCK - HOUR });
  const { minutesLeft } = await benchAt(t, TEN_O_CLOCK, answer);
  assert.equal(minutesLeft, 30);
});

test("a clock that is right is believed where the token tells nothing", async (t) => {
  const { minutesLeft } = await benchAt(t, TEN_O_CLOCK + 20 * MINUTE, opaque);
  assert.equal(minutesLeft, 55);
});

for (const claims of [remembered, {}, { iat: "then" }, { iat: END / 1000 + 60 }, { iat: null }]) {
  test(`what a token says itself is not looked at: ${JSON.stringify(claims)}`, async (t) => {
    const { minutesLeft } = await benchAt(t, TEN_O_CLOCK, granted({ token: jwt(claims) }));
    assert.equal(minutesLeft, 75);
  });
}

for (const segments of [4, 5, 6]) {
  test(`a token of ${segments} segments is handed over as it is`, async (t) => {
    const odd = `${jwe()}.e30`.split(".").slice(0, segments).join(".");
    const { bench, minutesLeft } = await benchAt(
      t,
      TEN_O_CLOCK + HOUR,
      granted({ token: odd, expiresIn: 75 * 60 }),
    );
    assert.equal(await bench.token(), odd);
    assert.equal(minutesLeft, 75);
  });
}

test("a token of which the broker says that nothing is left is none", async (t) => {
  const ended = FakeBroker.start(t, granted({ token: jwe(), expiresIn: 0 }));
  const bench = new Bench((await ended).url);
  await assert.rejects(bench.token(), { code: "answer_not_understood" });
});

for (const expiresIn of [10 * 365 * 24 * 3600, 1e300]) {
  test(`a token that has ${expiresIn} s left is asked for anew after a day`, async (t) => {
    const { bench, minutesLeft } = await benchAt(t, TEN_O_CLOCK, granted({ expiresIn }));
    assert.equal(minutesLeft, 30 * 60);
    assert.deepEqual(bench.clock.pending, [30 * HOUR - 4.5 * MINUTE]);
  });
}

test("a token for a thousand years is asked for anew after a day, not at once", async (t) => {
  const eternal = granted({ expiresOn: TEN_O_CLOCK + 9_000_000 * HOUR });
  const { bench, minutesLeft } = await benchAt(t, TEN_O_CLOCK, eternal);
  assert.equal(minutesLeft, 30 * 60);
  assert.deepEqual(bench.clock.pending, [30 * HOUR - 4.5 * MINUTE]);
});

test("a refreshOn after the end counts as the end", async (t) => {
  const late = granted({ refreshOn: END + HOUR });
  const { bench } = await benchAt(t, TEN_O_CLOCK, late);
  assert.deepEqual(bench.clock.pending, [75 * MINUTE]);
});

test("a tab asleep for a night: who asks first after it gets a new token, not the old one", async (t) => {
  const { broker, bench } = await benchAt(t, TEN_O_CLOCK);
  bench.clock.sleep(9 * HOUR);
  broker.answers(granted({ token: "morning", expiresOn: END + 9 * HOUR }));
  const waiting = [bench.token(), bench.token()];
  bench.clock.wake();
  assert.deepEqual(await Promise.all(waiting), ["morning", "morning"]);
  assert.equal(broker.requests.length, 2);
});

test("a clock that is set back an hour makes no old token young", async (t) => {
  const { broker, bench } = await benchAt(t, TEN_O_CLOCK, granted({ token, date: TEN_O_CLOCK }));
  bench.clock.advance(30 * MINUTE);
  bench.clock.time -= HOUR;
  broker.answers(granted({ token: "new", date: TEN_O_CLOCK + 30 * MINUTE }));
  assert.equal(await bench.token(), "new");
});

test("a clock that is corrected by a second changes nothing", async (t) => {
  const { broker, bench } = await benchAt(t, TEN_O_CLOCK);
  bench.clock.time -= 1000;
  assert.equal(await bench.token(), token);
  assert.equal(broker.requests.length, 1);
});

test("a clock that is set back does not prolong a rest", async (t) => {
  const broker = await FakeBroker.start(t, refused(500, "internal_error"));
  const bench = new Bench(broker.url);
  await assert.rejects(bench.token());
  bench.clock.time -= HOUR;
  await assert.rejects(bench.token());
  assert.equal(broker.requests.length, 2);
});
