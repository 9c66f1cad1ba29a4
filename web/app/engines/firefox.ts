import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BrowserWindow, until } from "./browserWindow.js";
import { Child } from "./child.js";
import type { Engine } from "./engine.js";
import { Marionette } from "./marionette.js";
import type { Ask } from "./webDriver.js";

/** Firefox, whose own console is read. */
export async function firefox(address: string): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const preferences = {
    "marionette.port": 0,
    "devtools.console.stdout.chrome": false,
    "devtools.console.stdout.content": true,
    "datareporting.policy.dataSubmissionEnabled": false,
    "app.normandy.enabled": false,
    "services.settings.server": "data:,",
    "browser.shell.checkDefaultBrowser": false,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const child = new Child(process.env.FIREFOX ?? "firefox-esr", [
    "--headless",
    "--marionette",
    // The console is read as the browser's own windows read it
    "--remote-allow-system-access",
    "--profile",
    profile,
  ]);
  const marionette = await child.orEnd(connected(child, profile));
  return {
    window: new BrowserWindow(marionette.ask),
    address,
    console: async () => [
      ...(await scriptErrors(marionette.ask)),
      // The loader of Firefox' own remote settings is no page
      ...child.lines(/^console\.(?:error|warn): (?!RSLoader: )/),
    ],
    end: async () => {
      await child.end();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function connected(child: Child, profile: string): Promise<Marionette> {
  let port = 0;
  await until(
    () => `Firefox, which says: ${child.said}`,
    async () => {
      try {
        port = Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8"));
      } catch {
        child.requireAlive();
      }
      return port > 0;
    },
  );
  return Marionette.connect(port);
}

/** Errors of scripts and of the content security policy, as Firefox' own console has them. */
async function scriptErrors(ask: Ask): Promise<string[]> {
  await ask("POST /moz/context", { value: "chrome" });
  const errors = await ask("POST /execute/sync", {
    script: `return Services.console.getMessageArray()
        .filter((it) => it instanceof Ci.nsIScriptError && /^https?:/.test(it.sourceName))
        .filter((it) => !(it.flags & Ci.nsIScriptError.warningFlag))
        .map((it) => it.category + ": " + it.errorMessage);`,
    args: [],
  });
  await ask("POST /moz/context", { value: "content" });
  return errors;
}
