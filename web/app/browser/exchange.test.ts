import type { BrowserContext } from "playwright-core";
import { assert, broker, countExchanges, refusal, says, signIn, visits } from "./visit.js";

visits(
  "an exchange is told as the broker tells it: asked of ACS, then remembered",
  async ({ page }) => {
    await signIn(page, "Diego");
    await says(page, /There is a token for calls/);
    await page
      .getByText(/verified it in [\d.]+ ms, .*had it exchanged at ACS in [\d.]+ ms/)
      .waitFor();
    await page.getByRole("button", { name: "Exchange again" }).click();
    await page.getByText(/remembered the token: ACS was not asked again/).waitFor();
    assert.equal(await page.getByText(/exchanged it at ACS/).count(), 0);
  },
);

visits(
  "an exchange of a broker that does not tell is told as what is known",
  async ({ page }) => {
    await signIn(page, "Nestor");
    await page
      .getByText("verified it, and gave the token, exchanged at ACS or remembered")
      .waitFor();
  },
  {
    prepare: (context) =>
      context.route(`${broker}/api/**`, async (route) => {
        const response = await route.fetch();
        const { "server-timing": _, ...headers } = response.headers();
        return route.fulfill({ response, headers });
      }),
  },
);

/** Lets the first exchange through, and holds the next one until it is told how to go on. */
async function holdSecond(context: BrowserContext, goOn: Promise<"answer" | "refuse">) {
  let exchanges = 0;
  await context.route(`${broker}/api/**`, async (route) => {
    const isSecond = route.request().method() === "POST" && ++exchanges === 2;
    if (!isSecond || (await goOn) === "answer") {
      return route.continue();
    }
    return route.fulfill({
      status: 403,
      headers: { "Access-Control-Allow-Origin": "*" },
      contentType: "application/problem+json",
      json: { code: "teams_license_missing", detail: "No licence any more." },
    });
  });
}

for (const [outcome, sentence] of [
  ["answer", /There is a token for calls, good until/],
  ["refuse", /The next token could not be fetched. The one at hand is good until/],
] as const) {
  let goOn: (how: "answer" | "refuse") => void = () => {};
  visits(
    `exchange again keeps the token at hand until the next one is there: ${outcome}`,
    async ({ page, witness }) => {
      const exchanges = countExchanges(page);
      await signIn(page, "Lidia");
      await says(page, /There is a token for calls/);
      const card = page.getByRole("article").filter({ hasText: "The token for calls" });
      await card.getByRole("button", { name: "Show the token" }).click();
      witness.tokenWasShown = true;
      const token = card.getByLabel("The token for calls", { exact: true });
      const before = await token.innerText();
      await page.getByRole("button", { name: "Exchange again" }).click();
      await says(page, /Fetching the next token/);
      assert.equal(await token.innerText(), before);
      goOn(outcome);
      await says(page, sentence);
      if (outcome === "refuse") {
        await refusal(page, "teams_license_missing");
        assert.equal(await token.innerText(), before);
      }
      assert.match(await token.innerText(), /^eyJ/);
      assert.equal(exchanges(), 2);
    },
    {
      prepare: (context) => holdSecond(context, new Promise((resolve) => (goOn = resolve))),
    },
  );
}

let answerLate = () => {};
visits(
  "a countdown that is over is gone while the page asks",
  async ({ page }) => {
    await signIn(page, "Joni");
    const card = await refusal(page, "too_many_exchanges");
    await card.getByText(/The page asks again in \d+ (min|s)/).waitFor();
    await page.clock.runFor(90_000);
    await says(page, /Exchanging your token/);
    assert.equal(await card.getByText(/asks again/).isVisible(), false);
    answerLate();
    await says(page, /There is a token for calls/);
  },
  {
    prepare: async (context) => {
      await context.clock.install();
      const late = new Promise<void>((resolve) => (answerLate = resolve));
      let exchanges = 0;
      await context.route(`${broker}/api/**`, async (route) => {
        if (route.request().method() !== "POST") {
          return route.continue();
        }
        if (++exchanges > 1) {
          await late;
          return route.continue();
        }
        return route.fulfill({
          status: 429,
          headers: { "Access-Control-Allow-Origin": "*" },
          contentType: "application/problem+json",
          json: { code: "too_many_exchanges", detail: "Too many.", retryAfterSeconds: 60 },
        });
      });
    },
  },
);
