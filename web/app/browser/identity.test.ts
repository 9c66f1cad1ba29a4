import { isAccessible } from "./accessible.js";
import { fitsSmallWindows } from "./layout.js";
import { assert, brokerWay, refusal, says, screenshot, signIn, visits } from "./visit.js";

const way = brokerWay === "on-behalf-of" ? "on-behalf-of" : "callers";

visits(
  "an ACS identity: a token makes it, and it is looked up, revoked and removed",
  async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (it) => {
      const [, path] = /\/api\/(.*)/.exec(it.url()) ?? [];
      if (path && it.method() !== "OPTIONS") {
        asked.push(`${it.method()} ${path}`);
      }
    });
    page.on("dialog", (it) => void it.accept());
    await page.getByRole("radio", { name: /^ACS identity/ }).check();
    await isAccessible(page);
    await signIn(page, "Adele");
    await says(page, /There is a token for calls/);
    await page.getByText("a token of your identity at ACS").waitFor();
    assert.deepEqual(await page.getByRole("article").getByRole("heading").allInnerTexts(), [
      "The token for calls",
      "Your caller token",
    ]);
    await isAccessible(page);
    await screenshot(page, `identity ${way}`);

    const card = page.getByRole("region", { name: "Your ACS identity" });
    await card.getByRole("button", { name: "Look it up" }).click();
    await card.getByText(/GET \/api\/user: Yours is 8:acs:/).waitFor();
    await fitsSmallWindows(page);
    await card.getByRole("button", { name: "Revoke its tokens" }).click();
    await card.getByText(/POST \/api\/user\/revoke: All its tokens are worthless now/).waitFor();
    assert.equal(await page.getByText("The token for calls").isVisible(), false);
    await page.getByRole("button", { name: "Exchange again" }).click();
    await says(page, /There is a token for calls/);

    await card.getByRole("button", { name: "Remove it" }).click();
    await card.getByText(/DELETE \/api\/user: It is removed/).waitFor();
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await card.getByRole("button", { name: "Look it up" }).click();
    await card.getByText(/GET \/api\/user: You have none yet/).waitFor();
    await card.getByRole("button", { name: "Make it" }).click();
    await card.getByText(/POST \/api\/user: Yours is 8:acs:/).waitFor();
    assert.deepEqual(asked, [
      "POST token",
      "GET user",
      "POST user/revoke",
      "POST token",
      "DELETE user",
      "GET user",
      "POST user",
    ]);
  },
  { way },
);

visits(
  "an ACS identity is removed by nobody who thinks again",
  async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (it) => asked.push(it.method()));
    page.on("dialog", (it) => void it.dismiss());
    await page.getByRole("radio", { name: /^ACS identity/ }).check();
    await signIn(page, "Alex");
    await says(page, /There is a token for calls/);
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByRole("button", { name: "Look it up" }).click();
    await page.getByText(/GET \/api\/user: Yours is 8:acs:/).waitFor();
    assert.ok(!asked.includes("DELETE"));
  },
  { way },
);

visits(
  "an ACS identity that cannot be asked for is told, with what helps",
  async ({ page }) => {
    await page.getByRole("radio", { name: /^ACS identity/ }).check();
    await signIn(page, "Lidia");
    await says(page, /There is a token for calls/);
    await page.getByRole("button", { name: "Revoke its tokens" }).click();
    const card = await refusal(page, "caller_role_missing");
    await card.getByText("A role is missing.").waitFor();
    await page.getByText("POST /api/user/revoke: refused with caller_role_missing.").waitFor();
    await says(page, /There is a token for calls/);
  },
  {
    way,
    prepare: (context) =>
      context.route("**/api/user/revoke", (route) =>
        route.request().method() === "POST"
          ? route.fulfill({
              status: 403,
              headers: { "Access-Control-Allow-Origin": "*" },
              contentType: "application/problem+json",
              json: { code: "caller_role_missing", detail: "A role is missing." },
            })
          : route.continue(),
      ),
  },
);
