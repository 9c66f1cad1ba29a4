// What answers in the broker's place: the platform, a gateway, a portal that wants a login.
import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, json, MINUTE, refused, TEN_O_CLOCK, text, USER_ID } from "./answers.js";
import { Bench, exchange, tokensOf } from "./bench.js";
import { type Answer, FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const getSubjectToken = () => "subject";
const plain = { "content-type": "text/plain" };
const html = { "content-type": "text/html" };

/** A body that ends before it was announced to. */
const cutWithin =
  (headers: object): Answer =>
  (response) => {
    response.writeHead(200, { ...headers }).write('{"token":');
    setImmediate(() => response.destroy());
  };

// What the Functions host says until it runs: azure-functions-host issues 7451 and 5539
const PASSING: Record<string, [Answer, object]> = {
  "503 of a host that starts": [
    text(503, "Function host is not running.", plain),
    { code: "answer_not_understood", status: 503 },
  ],
  "503 with nothing": [text(503, ""), { code: "answer_not_understood", status: 503 }],
  "500 with nothing": [text(500, ""), { code: "answer_not_understood", status: 500 }],
  "500 with HTML": [text(500, "<h1>oops</h1>", html), { code: "answer_not_understood" }],
  "502 with HTML": [text(502, "<h1>Bad gateway</h1>", html), { code: "answer_not_understood" }],
  "504 with HTML": [text(504, "<h1>Timeout</h1>", html), { code: "answer_not_understood" }],
  "520 of a network in between": [text(520, ""), { code: "answer_not_understood", status: 520 }],
  "503 with JSON of somebody else's": [
    json(503, { error: { code: "ServiceUnavailable" } }),
    { code: "answer_not_understood", status: 503 },
  ],
  "503 that names a day instead of seconds": [
    text(503, "", { "retry-after": "Mon, 04 May 2026 10:00:07 GMT" }),
    { code: "answer_not_understood", retryAfterSeconds: undefined },
  ],
  "a body that is cut": [cutWithin({ "content-length": "500" }), { code: "network_failed" }],
  "half of what says that it is JSON": [
    text(200, '{"token":', { "content-type": "application/json" }),
    { code: "network_failed" },
  ],
  // WebKit (WebKitGTK 2.50.6) takes the part for the whole
  "a body of unknown length that is cut": [
    cutWithin({ "content-type": "application/json; charset=utf-8" }),
    { code: "network_failed" },
  ],
};
for (const [name, [answer, error]] of Object.entries(PASSING)) {
  test(`${name}: four tries, then an error that says what came`, async (t) => {
    const broker = await FakeBroker.start(t, answer);
    const clock = new FakeClock();
    const asked = exchange({ brokerUrl: broker.url, getSubjectToken }, clock);
    const failed = assert.rejects(asked, { name: "BrokerError", final: false, ...error });
    for (const wait of [500, 1000, 2000]) {
      await Promise.race([clock.passes(wait), failed]);
    }
    await failed;
    assert.equal(broker.requests.length, 4);
  });
}

test("a host that runs at the second try costs half a second and nobody notices", async (t) => {
  const starting = text(503, "Function host is not running.", plain);
  const broker = await FakeBroker.start(t, starting, granted());
  const bench = new Bench(broker.url);
  t.after(() => bench.credential.dispose());
  const token = bench.token();
  await bench.clock.passes(500);
  assert.equal(await token, "acs-token");
  assert.deepEqual(bench.errors, []);
});

// A browser hides the status: https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect
const shown = (status: number) => ("process" in globalThis ? status : undefined);
for (const status of [301, 302, 303, 307, 308]) {
  test(`${status}: not followed, not tried again, and said to be a redirect`, async (t) => {
    const other = await FakeBroker.start(t, granted());
    const location = `${other.url}/api/token/teams`;
    const broker = await FakeBroker.start(t, text(status, "", { location }));
    const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
    await assert.rejects(failed, {
      code: "answer_not_understood",
      status: shown(status),
      final: false,
      message:
        "The broker's address leads elsewhere, and no token is sent after it: set brokerUrl to the" +
        " address where the broker itself answers.",
    });
    assert.equal(broker.requests.length, 1);
    assert.equal(other.requests.length, 0);
  });
}

test("a redirect that a browser shows without its status is said to be one", async (t) => {
  const opaque = {
    type: "opaqueredirect",
    status: 0,
    headers: new Headers(),
    text: async () => "",
  };
  t.mock.method(globalThis, "fetch", async () => opaque);
  const options = { brokerUrl: "https://broker.example", getSubjectToken };
  const failed = exchange(options, new FakeClock());
  await assert.rejects(failed, {
    code: "answer_not_understood",
    status: undefined,
    final: false,
    message: /^The broker's address leads elsewhere/,
  });
});

test("an empty 401: one new token past MSAL's memory, then the status is told", async (t) => {
  const broker = await FakeBroker.start(t, text(401, ""));
  const subject = tokensOf("subject");
  const options = { brokerUrl: broker.url, getSubjectToken: subject.callback };
  await assert.rejects(exchange(options, new FakeClock()), {
    code: "answer_not_understood",
    status: 401,
    final: false,
  });
  assert.deepEqual(subject.wishes, [{ forceRefresh: false }, { forceRefresh: true }]);
  assert.equal(broker.requests.length, 2);
});

for (const status of [400, 403, 404, 414, 431]) {
  test(`an empty ${status}: told with its status, and asked once`, async (t) => {
    const broker = await FakeBroker.start(t, text(status, ""));
    const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
    const message = new RegExp(`^Status ${status} came without the broker's explanation`);
    await assert.rejects(failed, { code: "answer_not_understood", status, final: false, message });
    assert.equal(broker.requests.length, 1);
  });
}

test("200 with half a JSON is not a reader's error", async (t) => {
  const broker = await FakeBroker.start(t, text(200, '{"token":"acs-to'));
  const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
  await assert.rejects(failed, { name: "BrokerError", code: "answer_not_understood", status: 200 });
});

for (const [name, wish] of Object.entries({
  "nothing left": { expiresIn: 0 },
  "less than nothing left": { expiresIn: -60 },
  "an end before the time of the answer": { expiresOn: TEN_O_CLOCK, date: TEN_O_CLOCK + MINUTE },
})) {
  test(`a token that has ${name} is none, and says so`, async (t) => {
    const broker = await FakeBroker.start(t, granted(wish));
    const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
    await assert.rejects(failed, {
      code: "answer_not_understood",
      status: 200,
      message: "The broker's answer is a token that has ended already.",
    });
    assert.equal(broker.requests.length, 1);
  });
}

for (const hours of [-1, 1]) {
  test(`a clock ${hours} h off: what the broker counts is believed, not the clock`, async (t) => {
    const broker = await FakeBroker.start(t, granted({ expiresIn: 75 * 60 }));
    const clock = new FakeClock();
    clock.time += hours * 60 * MINUTE;
    const got = await exchange({ brokerUrl: broker.url, getSubjectToken }, clock);
    assert.equal(got.expiresOn.getTime() - clock.time, 75 * MINUTE);
    assert.equal(got.refreshOn.getTime() - clock.time, 70.5 * MINUTE);
  });
}

test("somebody else's token after a new sign-in is given to nobody", async (t) => {
  const other = USER_ID.replace("bcb2ef49", "00000000");
  const ofOther = granted({ token: "other's", userId: other, expiresIn: 75 * 60 });
  const broker = await FakeBroker.start(t, granted({ expiresIn: 75 * 60 }), ofOther);
  const bench = new Bench(broker.url);
  t.after(() => bench.credential.dispose());
  assert.equal(await bench.token(), "acs-token");
  await bench.clock.passes(70.5 * MINUTE);
  await bench.told({ tokens: 1, errors: 1 });
  assert.deepEqual(
    bench.errors.map(({ code, final }) => [code, final]),
    [["user_changed", true]],
  );
  // The call that goes on keeps its own user's token until it ends
  assert.equal(await bench.token(), "acs-token");
  bench.clock.advance(5 * MINUTE);
  await assert.rejects(bench.token(), {
    code: "user_changed",
    message:
      "The token is another user's than before: dispose of this credential, and make one for who" +
      " has signed in.",
  });
  assert.equal(broker.requests.length, 2);
});

test("the same user's token after a refusal is taken", async (t) => {
  const broker = await FakeBroker.start(t, refused(403, "user_blocked"), granted());
  const bench = new Bench(broker.url);
  t.after(() => bench.credential.dispose());
  await assert.rejects(bench.token(), { code: "user_blocked" });
  bench.credential.resume();
  assert.equal(await bench.token(), "acs-token");
});

test("a success that is none of the broker's is no redirect", async (t) => {
  const broker = await FakeBroker.start(t, text(202, ""));
  const failed = exchange({ brokerUrl: broker.url, getSubjectToken }, new FakeClock());
  await assert.rejects(failed, { status: 202, message: /^Status 202 came without the broker's/ });
});
