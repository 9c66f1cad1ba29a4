import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BrowserWindow } from "./browserWindow.js";
import { type Engine, startEngine } from "./engine.js";

const { PAGE_URL: address = "", ENGINE = "" } = process.env;
// The broker counts the exchanges of each person, so no two engines share one
const PEOPLE: Record<string, [string, string]> = {
  firefox: ["Adele", "Alex"],
  webkit: ["Diego", "Joni"],
};
const [one, other] = PEOPLE[ENGINE] ?? ["Adele", "Alex"];
const HAS_TOKEN = /There is a token for calls/;
const NOT_SIGNED_IN = /You are not signed in/;

let engine: Engine;
let window: BrowserWindow;
before(async () => {
  engine = await startEngine();
  window = engine.window;
});
after(() => engine?.end());

test("signs in in a window of its own, and shows who that is and the token for calls", async () => {
  await window.open(address);
  await window.inPopup(
    () => window.click("Sign in"),
    () => window.click(one),
  );
  await window.says("#status", HAS_TOKEN);
  await window.says("#person", new RegExp(`^${one}$`));
  await window.click("Show the token");
  await window.says("article [data-part=token]", /^eyJ/);
});

test("a reload keeps the session", async () => {
  await window.reload();
  await window.says("#status", HAS_TOKEN);
  await window.says("#person", new RegExp(`^${one}$`));
});

test("Entra's token is renewed in a hidden frame where nothing else is left", async () => {
  const forgotten = await window.run(`
    const tokens = Object.keys(sessionStorage).filter((it) => /accesstoken|refreshtoken/i.test(it));
    tokens.forEach((it) => sessionStorage.removeItem(it));
    return tokens.length;`);
  assert.ok(forgotten >= 2, `an access token and a refresh token, of ${forgotten}`);
  await window.run("performance.clearResourceTimings()");
  await window.click("Exchange again");
  await window.says("#status", HAS_TOKEN);
  const frames = await window.run(`
    return performance.getEntriesByType("resource")
      .filter((it) => it.initiatorType === "iframe" && /[?&]prompt=none/.test(it.name)).length;`);
  assert.equal(frames, 1);
});

test("signing out ends the session, for a reload too", async () => {
  await window.click("Sign out");
  await window.says("#status", NOT_SIGNED_IN);
  await window.reload();
  await window.says("#status", NOT_SIGNED_IN);
});

test("signs in on the page itself", async () => {
  await window.click("Sign in without a new window");
  await window.click(other);
  await window.says("#status", HAS_TOKEN);
  await window.says("#person", new RegExp(`^${other}$`));
  await window.click("Sign out");
  await window.says("#status", NOT_SIGNED_IN);
});

test("a refusal is told with its code", async () => {
  await window.click("Sign in without a new window");
  await window.click("Megan");
  await window.says("#refusal", /teams_license_missing/);
});

test("the console has shown no error", async () => {
  assert.deepEqual(await engine.console(), []);
});
