import type { BrowserContextOptions, Page } from "playwright-core";
import { isAccessible } from "./accessible.js";
import {
  anybody,
  answerInstead,
  assert,
  pick,
  refusal,
  says,
  screenshot,
  signIn,
  visits,
} from "./visit.js";

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light", viewport: { width: 1200, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1200, height: 900 } },
  phone: { colorScheme: "light", viewport: { width: 320, height: 640 }, reducedMotion: "reduce" },
  "dark phone": { colorScheme: "dark", viewport: { width: 320, height: 640 } },
};

for (const [look, options] of Object.entries(LOOKS)) {
  visits(
    `${look}: everybody can use the start`,
    async ({ page }) => {
      await says(page, /You are not signed in/);
      await isAccessible(page);
      await screenshot(page, `start ${look}`);
    },
    options,
  );

  visits(
    `${look}: everybody can use a session, with all of it open`,
    async ({ page, witness }) => {
      await signIn(page, anybody());
      await says(page, /There is a token for calls/);
      await screenshot(page, `session ${look}`);
      await isAccessible(page);
      const show = page.getByRole("button", { name: "Show the token" });
      while (await show.count()) {
        await show.first().click();
      }
      for (const summary of await page.locator("summary:visible").all()) {
        await summary.click();
      }
      witness.tokenWasShown = true;
      await isAccessible(page);
    },
    options,
  );

  visits(
    `${look}: everybody can use a refusal`,
    async ({ page }) => {
      await signIn(page, "Megan");
      await refusal(page, "teams_license_missing");
      await isAccessible(page);
      await screenshot(page, `refusal ${look}`);
    },
    options,
  );
}

visits(
  "light: everybody can use a wait",
  async ({ page }) => {
    await signIn(page, anybody());
    await refusal(page, "acs_throttled");
    await isAccessible(page);
  },
  {
    ...LOOKS.light,
    prepare: (context) =>
      answerInstead(context, {
        status: 503,
        code: "acs_throttled",
        detail: "Wait.",
        retryAfterSeconds: 300,
      }),
  },
);

visits(
  "the keyboard alone is enough: sign in, show, copy, sign out",
  async ({ context, page, witness }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await says(page, /You are not signed in/);
    await press(page, "Skip to the content");
    const opened = page.waitForEvent("popup");
    await press(page, "Sign in");
    const popup = await opened;
    await popup.getByRole("link").first().waitFor();
    await popup.keyboard.press("Tab");
    await popup.keyboard.press("Enter");
    await says(page, /There is a token for calls/);
    await page.bringToFront();
    await press(page, "Show the token");
    witness.tokenWasShown = true;
    await press(page, "Copy");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    await press(page, "Sign out");
    await says(page, /You are not signed in/);
  },
);

visits("after the sign-in the keyboard is at the person's name", async ({ page }) => {
  await page.getByRole("button", { name: "Sign in without a new window" }).press("Enter");
  await pick(page, "Adele");
  await says(page, /There is a token for calls/);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Adele");
});

/** Walks with the tabulator to what has this name, sees that it is marked, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const style = element && getComputedStyle(element);
      return { name: element?.textContent, isMarked: style?.outlineStyle !== "none" };
    });
    if (at.name === name) {
      assert.ok(at.isMarked, `${name} shows that it has the focus`);
      await page.keyboard.press("Enter");
      return;
    }
  }
  assert.fail(`The keyboard does not reach ${name}.`);
}
