import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, test, type TestContext } from "node:test";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { Witness } from "./witness.js";

// ./mvnw -Plocal prints all three
export const {
  BROKER_URL: broker = "",
  ENTRA_URL: entra = "",
  PAGE_URL: address = "",
  BROKER_WAY: brokerWay = "direct",
} = process.env;
const SCREENSHOTS = process.env.SCREENSHOTS ?? "screenshots";
const WHERE_DEBIAN_HAS_IT = "/usr/bin/chromium";

/** One visit to the page, in a browser profile of its own. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly witness: Witness;
}

export interface VisitOptions extends BrowserContextOptions {
  /** How the broker wants to be asked, `direct` by default. */
  readonly way?: "callers" | "direct" | "on-behalf-of";
  /** What happens before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

// The broker has a limit for each person, so the visits are shared out among several
const PEOPLE = ["Alex", "Diego", "Henrietta", "Joni", "Lidia", "Nestor", "Adele"];
let visitors = 0;

const segment = (bytes: number) => Buffer.alloc(bytes, "é").toString("base64url");
const HEADER = Buffer.from('{"alg":"RSA-OAEP-256","enc":"A256GCM","cty":"JWT"}').toString(
  "base64url",
);
const ENCRYPTED = [HEADER, ...[256, 12, 600, 16].map(segment)].join(".");

/** Somebody who may have a token. */
export function anybody(): string {
  return PEOPLE[visitors++ % PEOPLE.length] ?? "Adele";
}

/** Signs a person of the local cloud out everywhere. */
export async function revoke(user: string): Promise<void> {
  const response = await fetch(`${entra}/local/revoke`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user }),
  });
  assert.equal(response.status, 200, await response.text());
}

let browser: Promise<Browser> | undefined;
after(async () => (await browser)?.close());

/** A test of the page in Chromium. What no visit may show is checked at the end of each. */
export function visits(
  name: string,
  run: (visit: Visit, t: TestContext) => Promise<void>,
  options: VisitOptions = {},
): void {
  const { prepare, way = "direct", ...contextOptions } = options;
  test(name, { skip: skipped(way) }, async (t) => {
    browser ??= launched();
    const context = await (await browser).newContext(contextOptions);
    context.setDefaultTimeout(15_000);
    await prepare?.(context);
    const witness = new Witness(context);
    const page = await context.newPage();
    try {
      await page.goto(address);
      await run({ context, page, witness }, t);
      await witness.testify(page);
    } catch (error) {
      await screenshot(page, `failed ${name}`).catch(() => {});
      throw error;
    } finally {
      await context.close();
    }
  });
}

/** Keeps a picture of the whole page, or of what the window shows of it. */
export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.png`;
  await page.screenshot({ path: `${SCREENSHOTS}/${file}`, fullPage });
}

/** Signs in in the window that opens. */
export async function signIn(page: Page, person: string, button = "Sign in"): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: button, exact: true }).click();
  await pick(await opened, person);
}

/** Picks a person on the page of the local Entra. */
export async function pick(page: Page, person: string): Promise<void> {
  await page.getByRole("link", { name: new RegExp(`^${person}`) }).click();
}

/** Waits until the page says this, in its line of state. */
export async function says(page: Page, sentence: RegExp): Promise<void> {
  await page.getByRole("status").filter({ hasText: sentence }).waitFor();
}

/** Waits for a refusal with this code, and gives its card. */
export async function refusal(page: Page, code: string) {
  const card = page.getByRole("alert").filter({ hasText: code });
  await card.waitFor();
  return card;
}

/** How many exchanges the browser asked the broker for. */
export function countExchanges(page: Page): () => number {
  let exchanges = 0;
  page.on("request", (it) => {
    exchanges += it.url().startsWith(broker) && it.method() === "POST" ? 1 : 0;
  });
  return () => exchanges;
}

/** Answers the next exchanges in the broker's place, as often as there are answers. */
export async function answerInstead(context: BrowserContext, ...answers: object[]): Promise<void> {
  await context.route(`${broker}/api/**`, async (route) => {
    const answer = route.request().method() === "POST" ? answers.shift() : undefined;
    if (!answer) {
      return route.continue();
    }
    const problem = { type: "about:blank", title: "Refused", correlationId: "c-1", ...answer };
    return route.fulfill({
      status: Number(Object(answer).status),
      headers: { "Access-Control-Allow-Origin": new URL(address).origin },
      contentType: "application/problem+json",
      body: JSON.stringify(problem),
    });
  });
}

/** Answers the next exchange as ACS does that wants a claim, which Entra asks a window for. */
export async function wantsClaims(context: BrowserContext): Promise<void> {
  await answerInstead(context, {
    status: 401,
    code: "claims_challenge",
    detail: "Communication Services wants more.",
    claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
    claimsFor: "subject",
  });
}

/**
 * Puts a token that ACS alone can read in the place of each that the broker gives, and hides the
 * answer's headers from the page, as a gateway does that has CORS settings of its own.
 */
export async function encryptTokens(context: BrowserContext): Promise<void> {
  await context.route(`${broker}/api/**`, async (route) => {
    if (route.request().method() !== "POST") {
      return route.continue();
    }
    const response = await route.fetch();
    const { "access-control-expose-headers": _, ...headers } = response.headers();
    const json = { ...(await response.json()), token: ENCRYPTED };
    return route.fulfill({ response, headers, json });
  });
}

function skipped(way: string): string | false {
  return broker && entra && address
    ? way !== brokerWay && `BROKER_WAY is ${brokerWay}`
    : "BROKER_URL, ENTRA_URL, PAGE_URL";
}

export async function launched(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? WHERE_DEBIAN_HAS_IT,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

export { assert };
