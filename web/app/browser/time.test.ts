import {
  anybody,
  answerInstead,
  assert,
  countExchanges,
  encryptTokens,
  refusal,
  revoke,
  says,
  screenshot,
  signIn,
  visits,
} from "./visit.js";
import type { BrowserContext, Page } from "playwright-core";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
// The server's clock goes on as it does, so that what is left is estimated where the page's is moved
const AS_NEW = /^(1 h.*|59 min) left$/;
const withClock = {
  prepare: (context: BrowserContext) => context.clock.install(),
};

const looksAtTheTab = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

visits(
  "the token is refreshed at refreshOn, and not before",
  async ({ page }) => {
    const exchanges = countExchanges(page);
    await signIn(page, anybody());
    await says(page, /There is a token for calls/);
    await page.clock.fastForward(69 * MINUTE);
    await lives(page, /^[56] min.* left$/);
    assert.equal(exchanges(), 1);
    await page.clock.fastForward(2 * MINUTE);
    await lives(page, AS_NEW);
    assert.equal(exchanges(), 2);
    await says(page, /There is a token for calls/);
  },
  withClock,
);

for (const [colorScheme, hours, clock] of [
  ["light", -1, "slow"],
  ["dark", 1, "fast"],
] as const) {
  visits(
    `a clock that is ${clock}: a token that ACS alone can read is said to be so, and how long it lives`,
    async ({ page }) => {
      await signIn(page, anybody());
      await says(page, /There is a token for calls, good until/);
      const card = page.getByRole("article").filter({ hasText: "The token for calls" });
      await card.getByText("Only Azure Communication Services can read it").waitFor();
      assert.equal(await card.getByText("All claims").isVisible(), false);
      await lives(page, AS_NEW);
      const bar = card.getByRole("progressbar");
      assert.ok((await bar.evaluate((it: HTMLProgressElement) => it.value)) > 980, "as new");
      await screenshot(page, `encrypted ${colorScheme}`);
      await page.clock.fastForward(40 * MINUTE);
      await lives(page, /^[23]\d min left$/);
      const left = await bar.evaluate((it: HTMLProgressElement) => it.value);
      assert.ok(left > 300 && left < 600, `${left} of 1000 left`);
    },
    {
      colorScheme,
      prepare: async (context) => {
        await context.clock.install({ time: Date.now() + hours * HOUR });
        await encryptTokens(context);
      },
    },
  );
}

visits(
  "ten minutes without a network: told, and over as soon as it is back",
  async ({ context, page }) => {
    await signIn(page, "Alex");
    await says(page, /There is a token for calls/);
    await page.clock.fastForward(69 * MINUTE);
    await context.setOffline(true);
    await page.clock.runFor(3 * MINUTE);
    await says(page, /The next token could not be fetched. The one at hand is good until/);
    await screenshot(page, "offline");
    await page.clock.runFor(7 * MINUTE);
    await says(page, /There is no token for calls/);
    await context.setOffline(false);
    await says(page, /There is a token for calls/);
    assert.equal(await page.getByRole("alert").innerText(), "");
  },
  withClock,
);

visits(
  "a tab that slept for a night has a new token when it is looked at",
  async ({ page }) => {
    const exchanges = countExchanges(page);
    await signIn(page, "Lidia");
    await says(page, /There is a token for calls/);
    await page.clock.setSystemTime(Date.now() + 9 * HOUR);
    await looksAtTheTab(page);
    await lives(page, AS_NEW);
    await says(page, /There is a token for calls/);
    assert.equal(exchanges(), 2);
  },
  withClock,
);

visits(
  "a tab that slept for longer than Entra's session asks for a sign-in",
  async ({ page }) => {
    await signIn(page, "Nestor");
    await says(page, /There is a token for calls/);
    await revoke("nestor@fabrikam.example");
    await page.clock.setSystemTime(Date.now() + 30 * HOUR);
    await looksAtTheTab(page);
    await page.getByRole("button", { name: "Sign in again" }).waitFor();
    await says(page, /There is no token for calls/);
  },
  withClock,
);

for (const [hours, words] of [
  [1, "1 h fast"],
  [-1, "1 h slow"],
] as const) {
  visits(
    `a clock that is ${words} is told, and exchanges go on`,
    async ({ page }) => {
      await page.getByText(`This device's clock is ${words}.`).waitFor();
      await signIn(page, anybody());
      await says(page, /There is a token for calls/);
      await lives(page, AS_NEW);
    },
    { prepare: (context) => context.clock.install({ time: Date.now() + hours * HOUR }) },
  );
}

visits(
  "no network at the first exchange: told, and asked again by itself",
  async ({ page }) => {
    await signIn(page, anybody());
    const card = await refusal(page, "acs_unavailable");
    await card.getByText(/The page asks again in/).waitFor();
    await page.clock.runFor(40_000);
    await says(page, /There is a token for calls/);
  },
  {
    prepare: async (context) => {
      await context.clock.install();
      await answerInstead(context, {
        status: 503,
        code: "acs_unavailable",
        detail: "Away.",
        retryAfterSeconds: 35,
      });
    },
  },
);

/** Waits until the token for calls has so much of its life left. */
async function lives(page: Page, left: RegExp): Promise<void> {
  const card = page.getByRole("article").filter({ hasText: "The token for calls" });
  await card.getByText(left).waitFor();
}

visits(
  "a frame without Entra's cookie, as in Safari, a day later: said, and Entra is left alone",
  async ({ context, page }) => {
    let frames = 0;
    page.on("request", (it) => (frames += /[?&]prompt=none/.test(it.url()) ? 1 : 0));
    const person = anybody();
    await signIn(page, person);
    await says(page, /There is a token for calls/);
    await context.clearCookies();
    await page.evaluate(() => {
      const tokens = Object.keys(sessionStorage).filter((it) =>
        /accesstoken|refreshtoken/i.test(it),
      );
      tokens.forEach((it) => sessionStorage.removeItem(it));
    });
    await page.reload();
    const card = await refusal(page, "login_required");
    await card.getByText(/gives no cookies to frames of other sites, as Safari/).waitFor();
    assert.equal(frames, 1);
    await page.clock.fastForward(5 * MINUTE);
    await card.getByRole("button", { name: "Sign in again" }).waitFor();
    assert.equal(frames, 1);
    assert.equal(await card.getByText(/asks again/).isVisible(), false);
    await signIn(page, person, "Sign in again");
    await says(page, /There is a token for calls/);
  },
  withClock,
);
