import type { BrowserContextOptions, Page } from "playwright-core";
import { isAccessible } from "./accessible.js";
import { badlyLaidOut } from "./layout.js";
import { anybody, assert, broker, refusal, says, screenshot, signIn, visits } from "./visit.js";

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  "375 px": { viewport: { width: 375, height: 667 } },
  "1280 px": DESKTOP,
  // What 1280 px are at a zoom of 200 %
  "200 %": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "forced colours": { ...DESKTOP, forcedColors: "active" },
  "dark forced colours": { ...DESKTOP, forcedColors: "active", colorScheme: "dark" },
};

const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  start: (page) => says(page, /You are not signed in/),
  "signing in": async (page) => {
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await (await opened).getByRole("link").first().waitFor();
  },
  token: async (page) => {
    await signIn(page, anybody());
    await says(page, /There is a token for calls/);
  },
  refusal: async (page) => {
    await signIn(page, "Isaiah");
    await refusal(page, "tenant_not_allowed");
  },
};

for (const [look, options] of Object.entries(LOOKS)) {
  for (const [state, reach] of Object.entries(STATES)) {
    visits(
      `${look}: ${state} fits`,
      async ({ page }) => {
        await reach(page);
        assert.deepEqual(await badlyLaidOut(page), []);
        assert.equal(
          await page.evaluate(() => document.documentElement.scrollWidth),
          page.viewportSize()?.width,
        );
        await isAccessible(page);
        await screenshot(page, `look ${state} ${look}`);
      },
      options,
    );
  }
}

visits(
  "the local Entra's picker fits a narrow phone, and everybody can use it",
  async ({ page }) => {
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const picker = await opened;
    await picker.setViewportSize({ width: 320, height: 640 });
    await picker.getByText("403 teams_license_missing").first().waitFor();
    assert.deepEqual(await badlyLaidOut(picker), []);
    await isAccessible(picker);
    await picker.getByText(/^Lidia \(guest\)/).waitFor();
    await picker.getByText(/the start of the sample page links there/).waitFor();
    assert.equal(await picker.getByRole("link", { name: /guest/ }).count(), 0);
  },
  { viewport: { width: 320, height: 640 } },
);

visits("text of twice the size fits, on a phone too", async ({ page }) => {
  await STATES.token?.(page);
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.deepEqual(await badlyLaidOut(page), [], `${width}`);
  }
});

for (const state of ["start", "token", "refusal"]) {
  visits(
    `${state}: the first thing to do is within the first window`,
    async ({ page }) => {
      await STATES[state]?.(page);
      const bottom = await page
        .locator("main button:visible")
        .first()
        .evaluate((it) => it.getBoundingClientRect().bottom + scrollY);
      assert.ok(bottom <= 800, `${bottom} px`);
    },
    DESKTOP,
  );
}

visits(
  "cards side by side begin at the same height, with four claims each until more are asked for",
  async ({ page }) => {
    await STATES.token?.(page);
    const cards = await page.getByRole("article").all();
    const tops = await Promise.all(cards.map(async (it) => (await it.boundingBox())?.y));
    assert.equal(new Set(tops).size, 1, `${tops}`);
    for (const card of cards) {
      assert.equal(await card.locator("dt:visible").count(), 4);
      await card.getByText("All claims", { exact: true }).click();
      assert.ok((await card.locator("dt:visible").count()) > 4);
    }
  },
  DESKTOP,
);

visits(
  "forced colours: steps that are done, failed and under way differ in more than colour",
  async ({ context, page }) => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await context.route(`${broker}/api/**`, async (route) => {
      await answered;
      await route.continue();
    });
    await signIn(page, "Isaiah");
    await page.locator(".steps .running").waitFor();
    const running = await looks(page, ".running");
    answer();
    await refusal(page, "tenant_not_allowed");
    const all = [running, await looks(page, ".failed"), await looks(page, ":not(.failed)")];
    assert.equal(new Set(all.map(([sign]) => sign)).size, 3, `signs: ${all}`);
    assert.equal(new Set(all.map(([, border]) => border)).size, 3, `borders: ${all}`);
  },
  { ...DESKTOP, forcedColors: "active" },
);

/** The sign and the border of a step. */
function looks(page: Page, which: string): Promise<[string, string]> {
  return page
    .locator(`.steps li${which}`)
    .first()
    .evaluate((it) => [
      getComputedStyle(it, "::before").content,
      getComputedStyle(it).borderLeftStyle,
    ]);
}

visits(
  "forced colours: the state of the page and what is left of a token can be seen",
  async ({ page }) => {
    await STATES.token?.(page);
    const seen = await page.evaluate(() => {
      const dot = getComputedStyle(document.querySelector("#status") as Element, "::before");
      const bar = getComputedStyle(document.querySelector("progress") as Element);
      return { dot: dot.borderTopWidth, bar: bar.borderTopWidth };
    });
    assert.deepEqual(seen, { dot: "5px", bar: "1px" });
  },
  { ...DESKTOP, forcedColors: "active" },
);

visits(
  "while it starts, the page already says what it is",
  async ({ page }) => {
    await page.getByRole("heading", { level: 1, name: /^From a sign-in/ }).waitFor();
    await says(page, /Starting/);
  },
  {
    prepare: (context) => context.route("**/settings.json", () => new Promise<void>(() => {})),
  },
);

visits("printed, every claim is there and nothing lies over it", async ({ page }) => {
  await STATES.token?.(page);
  await page.emulateMedia({ media: "print" });
  const { claims, overlaps, buttons } = await page.evaluate(() => {
    const blocks = [...document.querySelectorAll("dl > div, details pre, section > h2, .title-row")]
      .filter((it) => it.checkVisibility())
      .map((it) => it.getBoundingClientRect());
    return {
      claims: [...document.querySelectorAll("[data-part=more] dt")].map(
        (it) => it.getBoundingClientRect().height > 0,
      ),
      overlaps: blocks.filter((it, i) => it.top < (blocks[i - 1]?.bottom ?? 0) - 1).length,
      buttons: [...document.querySelectorAll("button")].filter((it) => it.checkVisibility()).length,
    };
  });
  assert.ok(claims.length > 4 && claims.every(Boolean), `${claims}`);
  assert.deepEqual({ overlaps, buttons }, { overlaps: 0, buttons: 0 });
});
