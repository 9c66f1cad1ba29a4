import assert from "node:assert/strict";
import { test } from "node:test";
import { explained } from "../src/claimWords.js";
import { clockSentence } from "../src/deviceClock.js";
import { inWords, momentOf } from "../src/durations.js";
import { wayOf } from "../src/kindWords.js";
import { claimsOf, wholeLife } from "../src/jwt.js";
import { API, SETTINGS } from "./sampleSettings.js";

const WAYS = [
  ["direct", undefined, ["You sign in.", "The broker verifies it.", "ACS exchanges it."]],
  [
    "with callers",
    { ...API, onBehalfOf: false },
    ["You sign in.", "The broker verifies both.", "ACS exchanges yours."],
  ],
  [
    "on behalf of",
    { ...API, onBehalfOf: true },
    [
      "You sign in.",
      "The broker verifies it.",
      "The broker asks on your behalf.",
      "ACS exchanges it.",
    ],
  ],
] as const;
const MINUTE = 60_000;

for (const [milliseconds, words] of [
  [-5000, "0 s"],
  [0, "0 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [4.5 * MINUTE, "4 min 30 s"],
  [52 * MINUTE + 7000, "52 min"],
  [60 * MINUTE, "1 h"],
  [75 * MINUTE, "1 h 15 min"],
] as const) {
  test(`says ${milliseconds} ms as ${words}`, () => assert.equal(inWords(milliseconds), words));
}

test("writes a moment with its day and its time zone", () => {
  const written = momentOf(new Date(Date.UTC(2026, 4, 17, 12, 34)));
  assert.match(written, /2026/);
  assert.match(written, /17|16|18/);
  assert.match(written, /:34/);
  const zone = new Intl.DateTimeFormat([], { timeZoneName: "short" })
    .formatToParts(Date.UTC(2026, 4, 17))
    .find(({ type }) => type === "timeZoneName");
  assert.ok(written.includes(zone?.value ?? "?"), written);
});

test("tells of a clock that is an hour off, in which direction", () => {
  assert.match(clockSentence(60 * MINUTE) ?? "", /^This device's clock is 1 h fast\./);
  assert.match(clockSentence(-60 * MINUTE) ?? "", /^This device's clock is 1 h slow\./);
});

test("says nothing of a clock that is right enough", () => {
  assert.equal(clockSentence(0), undefined);
  assert.equal(clockSentence(-90_000), undefined);
});

const jwt = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2lnbmF0dXJl`;

test("reads claims in any script", () => {
  assert.deepEqual(claimsOf(jwt({ name: "Zoë 李?>" })), { name: "Zoë 李?>" });
});

for (const text of ["", "opaque", "a.b.c", `a.${btoa("null")}.c`, "a..c"]) {
  test(`reads no claims from ${JSON.stringify(text)}`, () => assert.deepEqual(claimsOf(text), {}));
}

for (const text of [
  `e30.${btoa('{"exp":1}')}.iv.text.tag`,
  `e30.${btoa('{"exp":1}')}.iv.text`,
  `e30.${btoa('{"exp":1}')}.iv.text.tag.more`,
  `e30.${btoa('{"exp":1}')}`,
  `e30..iv.text.tag`,
]) {
  test(`takes nothing in a token of ${text.split(".").length} segments for claims: ${text}`, () => {
    assert.deepEqual(claimsOf(text), {});
  });
}

test("a token's whole life is from iat to exp, where it says both", () => {
  assert.equal(wholeLife({ iat: 100, exp: 160 }), MINUTE);
  assert.equal(wholeLife({ exp: 160 }), undefined);
  assert.equal(wholeLife({ iat: 200, exp: 160 }), undefined);
});

test("explains the claims that are there, in the order of the explanations", () => {
  const rows = explained("subject", { exp: 0, roles: [], tid: "t", aud: "a", unknown: 1 });
  assert.deepEqual(
    rows.map((it) => it.name),
    ["aud", "tid", "exp"],
  );
});

test("says that the token is for calls, although chat stands in it", () => {
  const [scope] = explained("issued", { acsScope: "chat,voip" });
  assert.equal(scope?.value, "chat,voip");
  assert.match(scope?.meaning ?? "", /good for calls; ACS Chat does not take it/);
});

test("says nothing of chats and Graph where the user is none of Teams", () => {
  const [scope] = explained("issued", { acsScope: "voip" }, "entra");
  assert.equal(scope?.meaning, "what Communication Services writes there");
});

for (const [way, brokerApi, steps] of WAYS) {
  test(`says how a broker is asked ${way}`, () => {
    const told = wayOf({ ...SETTINGS, brokerApi }, "teams");
    assert.deepEqual(
      told.map(([what]) => what),
      steps,
    );
  });
}

test("explains lists and times so that people can read them", () => {
  const rows = explained("caller", { roles: ["Calls.Place", "Chat"], exp: 1_795_361_040 });
  assert.equal(rows[0]?.value, "Calls.Place, Chat");
  assert.match(rows[1]?.value ?? "", /\d\d:\d\d.*1795361040/);
});
