import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type BrowserWindow, until } from "./browserWindow.js";
import type { Engine } from "./engine.js";
import { startEngine } from "./startEngine.js";

const { PAGE_URL = "", ENGINE = "" } = process.env;
// The broker counts the exchanges of each person, so no two engines share one
const PEOPLE: Record<string, [string, string]> = {
  firefox: ["Adele", "Alex"],
  webkit: ["Diego", "Joni"],
};
const [one, other] = PEOPLE[ENGINE] ?? ["Adele", "Alex"];
const HAS_TOKEN = /There is a token for calls/;
const FRAME = /[?&]prompt=none/;
const NOT_SIGNED_IN = /You are not signed in/;

/** Kept where anybody is signed in: what MSAL has of Entra's tokens. */
const ACCESS_TOKENS = /accesstoken/i;
const ALL_TOKENS = /accesstoken|refreshtoken/i;

let engine: Engine;
let window: BrowserWindow;
before(async () => {
  engine = await startEngine(ENGINE, PAGE_URL);
  window = engine.window;
});
after(() => engine?.end());

test("signs in in a window of its own, and shows who that is and the token for calls", async () => {
  await window.open(engine.address);
  await window.inPopup(() => window.click("Sign in"), one);
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

test("Entra's token is renewed by its refresh token, without a frame", async () => {
  await forget(ACCESS_TOKENS);
  await window.click("Exchange again");
  await until("an exchange", async () => (await asked(/\/api\//)) === 1);
  await window.says("#status", HAS_TOKEN);
  assert.deepEqual([await asked(/\/oauth2\/v2\.0\/token/), await asked(FRAME)], [1, 0]);
});

test("where nothing else is left, a hidden frame is asked, and the person where that is refused", async () => {
  await forget(ALL_TOKENS);
  await window.click("Exchange again");
  await until("a hidden frame", async () => (await asked(FRAME)) === 1);
  if (await keepsCookieForHttps()) {
    await until("an exchange", async () => (await asked(/\/api\//)) === 1);
  } else {
    await window.says("#refusal", /gives no cookies to frames[^]*AADSTS50058/);
    await window.says("#status", /The one at hand is good until/);
    await window.inPopup(() => window.click("Sign in again"), one);
    await window.says("#refusal", /^$/);
  }
  await window.says("#status", HAS_TOKEN);
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
  const seen = await engine.console();
  await window.run("window.console.error('an error of the test')");
  await until("the error of the test", async () => (await engine.console()).length > seen.length);
  assert.deepEqual(seen, []);
});

/** Forgets these tokens of Entra's, and what has been asked for until now. */
async function forget(tokens: RegExp): Promise<void> {
  const forgotten = await window.run(
    `const kept = Object.keys(sessionStorage).filter((it) => new RegExp(arguments[0], "i").test(it));
    kept.forEach((it) => sessionStorage.removeItem(it));
    performance.clearResourceTimings();
    return kept.length;`,
    tokens.source,
  );
  assert.ok(forgotten > 0);
}

/** How many such addresses have been asked for since. */
async function asked(address: RegExp): Promise<number> {
  const all: string[] = await window.run(
    'return performance.getEntriesByType("resource").map((it) => it.name);',
  );
  return all.filter((it) => address.test(it)).length;
}

/** Whether this browser takes such a cookie, as Entra's is, from this machine over http. */
async function keepsCookieForHttps(): Promise<boolean> {
  return window.run(`
    document.cookie = "probe=1; Secure";
    const isKept = document.cookie.includes("probe=1");
    document.cookie = "probe=; Secure; Max-Age=0";
    return isKept;`);
}
