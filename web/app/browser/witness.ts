import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";

// Signed, of three segments, or encrypted, of five, of which the second may be empty
const TOKEN = /eyJ[\w-]{20,}\.[\w-]*\.[\w-]{16,}/;
const ENCRYPTED = /eyJ[\w-]{20,}(?:\.[\w-]*){4}/;
// Chromium itself says so of each answer that is no success, and of each request without a network
const OF_CHROMIUM = /^Failed to load resource: /;
// MSAL's own frame is such a one, and has nothing in it but Entra and redirect.html
const OF_MSAL = /^An iframe which has both allow-scripts and allow-same-origin /;

/** Sees what no visit may show: errors, violations of the policy, tokens where they do not belong. */
export class Witness {
  readonly #seen: string[] = [];
  /** Whether somebody has asked to see a token. */
  tokenWasShown = false;

  constructor(context: BrowserContext) {
    context.on("weberror", (it) => this.#seen.push(`thrown: ${it.error().message}`));
    context.on("console", (it) => {
      const text = it.text();
      if (TOKEN.test(text)) {
        this.#seen.push("a token in the console");
      } else if (
        ["error", "warning"].includes(it.type()) &&
        !OF_CHROMIUM.test(text) &&
        !OF_MSAL.test(text)
      ) {
        this.#seen.push(`${it.type()}: ${text}`);
      }
    });
    context.on("request", (it) => {
      if (TOKEN.test(it.url())) {
        this.#seen.push("a token in an address");
      }
    });
  }

  /** Fails where anything was seen, or is to be found on the page now. */
  async testify(page: Page): Promise<void> {
    assert.deepEqual(this.#seen, []);
    assert.ok(!TOKEN.test(page.url()), "no token in the address");
    const { dom, local, session } = await page.evaluate(() => {
      const kept = (name: "localStorage" | "sessionStorage") => {
        try {
          return JSON.stringify({ ...window[name] });
        } catch {
          return "";
        }
      };
      const dom = document.documentElement.outerHTML;
      return { dom, local: kept("localStorage"), session: kept("sessionStorage") };
    });
    assert.ok(this.tokenWasShown || !TOKEN.test(dom), "no token on the page");
    assert.ok(!TOKEN.test(local), "no token in localStorage");
    assert.ok(!/skypeid|acsScope/.test(decoded(session)), "no token for calls in sessionStorage");
    assert.ok(!ENCRYPTED.test(session), "no encrypted token for calls in sessionStorage");
  }
}

/** A text with the payload of every token in it opened. */
function decoded(text: string): string {
  return text.replace(/eyJ[\w-]+\.([\w-]+)\.[\w-]+/g, (_, payload: string) =>
    Buffer.from(payload, "base64url").toString(),
  );
}
