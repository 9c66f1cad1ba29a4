import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BrowserWindow, until } from "./browserWindow.js";
import { Marionette } from "./marionette.js";
import { type Ask, WebDriver } from "./webDriver.js";

/** A browser that has been started. */
export interface Engine {
  readonly window: BrowserWindow;
  /** Errors that the console has shown so far, of pages alone. */
  console(): Promise<string[]>;
  end(): Promise<void>;
}

const MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
// What the console says of any answer that is no success
const OF_ANY_REFUSAL = /Failed to load resource: the server responded with a status of/;

const START: Record<string, () => Promise<Engine>> = {
  firefox,
  webkit,
};

/** Starts the browser that `ENGINE` names: firefox or webkit. */
export async function startEngine(name = process.env.ENGINE ?? ""): Promise<Engine> {
  const start = START[name];
  if (!start) {
    throw new Error(`ENGINE is one of ${Object.keys(START).join(", ")}.`);
  }
  return start();
}

async function firefox(): Promise<Engine> {
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
  let port = 0;
  await until(`Firefox, which says: ${child.said}`, async () => {
    try {
      port = Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8"));
    } catch {
      child.requireAlive();
    }
    return port > 0;
  });
  const marionette = await Marionette.connect(port);
  return {
    window: new BrowserWindow(marionette.ask),
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

async function webkit(): Promise<Engine> {
  const driver = process.env.WEBKIT_DRIVER ?? "WebKitWebDriver";
  return withDriver(driver, ["--port={port}"], {
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": {
      binary: process.env.MINI_BROWSER ?? MINI_BROWSER,
      args: ["--automation", "--enable-write-console-messages-to-stdout=true"],
    },
  });
}

async function withDriver(name: string, options: string[], capabilities: object): Promise<Engine> {
  const port = await freePort();
  const child = new Child(
    name,
    options.map((it) => it.replace("{port}", String(port))),
  );
  const address = `http://127.0.0.1:${port}`;
  await until(`${name}, which says: ${child.said}`, async () => {
    child.requireAlive();
    return fetch(`${address}/status`).then(
      (it) => it.ok,
      () => false,
    );
  });
  const driver = await WebDriver.start(address, capabilities);
  return {
    window: new BrowserWindow(driver.ask),
    console: async () =>
      child.lines(/^CONSOLE .*\b(?:ERROR|WARN)/).filter((it) => !OF_ANY_REFUSAL.test(it)),
    end: async () => {
      await driver.end().catch(() => {});
      await child.end();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A process, and what it says. */
class Child {
  said = "";
  readonly #process;
  readonly #ended;

  constructor(
    readonly name: string,
    options: string[],
  ) {
    this.#process = spawn(name, options, { stdio: ["ignore", "pipe", "pipe"] });
    this.#ended = once(this.#process, "exit").catch((error: Error) => (this.said += error.message));
    this.#process.stdout.on("data", (it) => (this.said += it));
    this.#process.stderr.on("data", (it) => (this.said += it));
  }

  lines(pattern: RegExp): string[] {
    return this.said.split("\n").filter((it) => pattern.test(it));
  }

  requireAlive(): void {
    if (this.#process.exitCode !== null || this.#process.pid === undefined) {
      throw new Error(`${this.name} has ended: ${this.said}`);
    }
  }

  async end(): Promise<void> {
    this.#process.kill();
    await this.#ended;
  }
}
