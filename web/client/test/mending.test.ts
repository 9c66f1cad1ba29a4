import assert from "node:assert/strict";
import { test } from "node:test";
import { granted, refused } from "./answers.js";
import { exchange, tokensOf } from "./bench.js";
import { type Answer, FakeBroker } from "./fakeBroker.js";
import { FakeClock } from "./fakeClock.js";

const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1790000000"}}}';
const PLAIN = { forceRefresh: false };
const FORCED = { forceRefresh: true };
const WITH_CLAIMS = { claims: CLAIMS, forceRefresh: false };

function challenge(claimsFor: string): Answer {
  return refused(401, "claims_challenge", { claims: CLAIMS, claimsFor });
}

async function start(t: Parameters<typeof FakeBroker.start>[0], ...answers: Answer[]) {
  const broker = await FakeBroker.start(t, ...answers);
  const [subject, caller] = [tokensOf("subject"), tokensOf("caller")];
  const direct = { brokerUrl: broker.url, getSubjectToken: subject.callback };
  const onBehalfOf = { brokerUrl: broker.url, getCallerToken: caller.callback };
  return { broker, subject, caller, direct, onBehalfOf, both: { ...direct, ...onBehalfOf } };
}

test("a refused subject token is refreshed by force, once", async (t) => {
  const { broker, subject, direct } = await start(t, refused(401, "token_expired"), granted());
  await exchange(direct, new FakeClock());
  assert.deepEqual(subject.wishes, [PLAIN, FORCED]);
  assert.deepEqual(broker.bearers, ["subject-1", "subject-2"]);
});

test("a subject token that is refused again is the end", async (t) => {
  const { broker, subject, direct } = await start(t, refused(401, "token_rejected_by_acs"));
  await assert.rejects(exchange(direct, new FakeClock()), {
    code: "token_rejected_by_acs",
    status: 401,
    final: true,
  });
  assert.deepEqual(subject.wishes, [PLAIN, FORCED]);
  assert.equal(broker.requests.length, 2);
});

test("with callers, a 401 is about the caller token alone", async (t) => {
  const { subject, caller, both } = await start(t, refused(401, "token_expired"), granted());
  await exchange(both, new FakeClock());
  assert.deepEqual(caller.wishes, [PLAIN, FORCED]);
  assert.deepEqual(subject.wishes, [PLAIN]);
});

test("with callers, subject_token_invalid is about the subject token alone", async (t) => {
  const invalid = refused(400, "subject_token_invalid");
  const { broker, subject, caller, both } = await start(t, invalid, granted());
  await exchange(both, new FakeClock());
  assert.deepEqual(subject.wishes, [PLAIN, FORCED]);
  assert.deepEqual(caller.wishes, [PLAIN]);
  assert.deepEqual(JSON.parse(broker.requests[1]?.body ?? ""), { accessToken: "subject-2" });
});

test("each of two tokens may be refused once, and no more", async (t) => {
  const { broker, subject, caller, both } = await start(
    t,
    refused(401, "token_expired"),
    refused(400, "subject_token_invalid"),
    refused(401, "token_expired"),
  );
  await assert.rejects(exchange(both, new FakeClock()), { code: "token_expired" });
  assert.deepEqual(
    [caller.wishes, subject.wishes],
    [
      [PLAIN, FORCED],
      [PLAIN, FORCED],
    ],
  );
  assert.equal(broker.requests.length, 3);
});

test("a claims challenge goes to the subject's callback, verbatim", async (t) => {
  const { subject, caller, both } = await start(t, challenge("subject"), granted());
  await exchange(both, new FakeClock());
  assert.deepEqual(subject.wishes, [PLAIN, WITH_CLAIMS]);
  assert.deepEqual(caller.wishes, [PLAIN]);
});

test("a claims challenge goes to the caller's callback, verbatim", async (t) => {
  const { subject, caller, both } = await start(t, challenge("caller"), granted());
  await exchange(both, new FakeClock());
  assert.deepEqual(caller.wishes, [PLAIN, WITH_CLAIMS]);
  assert.deepEqual(subject.wishes, [PLAIN]);
});

test("on behalf of, the user is asked for what Entra wants to see", async (t) => {
  const wanted = refused(401, "interaction_required", { claims: CLAIMS, claimsFor: "caller" });
  const { caller, onBehalfOf } = await start(t, wanted, granted());
  await exchange(onBehalfOf, new FakeClock());
  assert.deepEqual(caller.wishes, [PLAIN, WITH_CLAIMS]);
});

test("a claims challenge that comes again is not handed over again", async (t) => {
  const { broker, subject, direct } = await start(t, challenge("subject"));
  await assert.rejects(exchange(direct, new FakeClock()), {
    code: "claims_challenge",
    claims: CLAIMS,
    claimsFor: "subject",
    final: true,
  });
  assert.deepEqual(subject.wishes, [PLAIN, WITH_CLAIMS]);
  assert.equal(broker.requests.length, 2);
});

test("a challenge without claims is met by force", async (t) => {
  const bare = refused(401, "claims_challenge", { claimsFor: "subject" });
  const { subject, caller, both } = await start(t, bare, granted());
  await exchange(both, new FakeClock());
  assert.deepEqual([caller.wishes, subject.wishes], [[PLAIN], [PLAIN, FORCED]]);
});

test("a challenge for a token that nobody can get is the end", async (t) => {
  const { broker, direct } = await start(t, challenge("caller"));
  await assert.rejects(exchange(direct, new FakeClock()), { code: "claims_challenge" });
  assert.equal(broker.requests.length, 1);
});

test("a token that met a challenge is sent again after a wait, not asked for again", async (t) => {
  const { broker, subject, direct } = await start(
    t,
    challenge("subject"),
    refused(503, "acs_unavailable", { retryAfterSeconds: 5 }),
    granted(),
  );
  const clock = new FakeClock();
  const token = exchange(direct, clock);
  await clock.passes(5000);
  await token;
  assert.deepEqual(subject.wishes, [PLAIN, WITH_CLAIMS]);
  assert.deepEqual(broker.bearers, ["subject-1", "subject-2", "subject-2"]);
});
