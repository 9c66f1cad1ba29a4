import type { BrowserContextOptions, Page } from "playwright-core";
import { refusal, says, screenshot, signIn, visits } from "./visit.js";

// The pictures of docs/images, which .ci/pictures takes anew: the window alone keeps them small
const WINDOW: BrowserContextOptions = { viewport: { width: 960, height: 720 } };

/** Signs in, and waits until there is a token. */
async function signedIn(page: Page, person: string): Promise<void> {
  await signIn(page, person);
  await says(page, /There is a token for calls/);
}

visits(
  "a picture of the start",
  async ({ page }) => {
    await says(page, /You are not signed in/);
    await screenshot(page, "page start", false);
  },
  WINDOW,
);

visits(
  "a picture of those who can sign in",
  async ({ page }) => {
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const picker = await opened;
    await picker.setViewportSize({ width: 520, height: 700 });
    await picker.getByRole("link").first().waitFor();
    await screenshot(picker, "page sign in");
  },
  WINDOW,
);

visits(
  "a picture of a token",
  async ({ page }) => {
    await signedIn(page, "Adele");
    await screenshot(page, "page", false);
  },
  WINDOW,
);

visits(
  "a picture of a refusal",
  async ({ page }) => {
    await signIn(page, "Megan");
    await refusal(page, "teams_license_missing");
    await screenshot(page, "page refusal", false);
  },
  WINDOW,
);

visits(
  "a picture of a token with callers",
  async ({ page }) => {
    await signedIn(page, "Adele");
    await screenshot(page, "page callers", false);
  },
  { ...WINDOW, way: "callers" },
);

visits(
  "a picture of a token on behalf of the caller",
  async ({ page }) => {
    await signedIn(page, "Adele");
    await screenshot(page, "page on behalf of", false);
  },
  { ...WINDOW, way: "on-behalf-of" },
);
