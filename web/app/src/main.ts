import { clockSentence } from "./deviceClock.js";
import { Page } from "./page.js";
import { wantsToStay } from "./preferences.js";
import { atTenant, type Settings } from "./settings.js";
import { fetchSettings } from "./settingsFile.js";
import { signInFailure, STORAGE_BLOCKED } from "./signInFailure.js";
import { keepsForTab, whyNotToStay } from "./siteData.js";
import { offerGuestTenants } from "./views/guestView.js";
import { say, tell } from "./views/notices.js";
import { RefusalView } from "./views/refusalView.js";

async function start(): Promise<void> {
  const { reading, clockAhead } = await fetchSettings();
  if (reading.kind === "wrong") {
    say("The page cannot start: its settings are missing or wrong.");
    reading.problems.forEach(tell);
    return;
  }
  const clock = clockSentence(clockAhead);
  if (clock) {
    tell(clock);
  }
  const complete = await completed(reading.settings);
  if (!complete) {
    return;
  }
  if (!keepsForTab()) {
    cannotStart({ errorCode: STORAGE_BLOCKED });
    return;
  }
  // MSAL is most of the page's weight, and settings that are wrong need none of it
  const { SignIn } = await import("./signIn.js");
  const tenant = new URLSearchParams(location.search).get("tenant");
  const settings = atTenant(complete, tenant);
  offerGuestTenants(settings);
  const { signIn, back } = await SignIn.start(settings, wantsToStay() && !whyNotToStay());
  const page = new Page(settings, signIn);
  page.begin(back);
  addEventListener("online", () => page.online());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      page.awake();
    }
  });
}

/** With what the broker says, where settings.json leaves it that; undefined where it says nothing. */
async function completed(settings: Settings): Promise<Settings | undefined> {
  if (settings.tenantId) {
    return settings;
  }
  const { toldSettings } = await import("./toldSettings.js");
  try {
    return await toldSettings(settings);
  } catch (error) {
    say("The page cannot start: the broker does not tell how people sign in.");
    tell(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Says why with its code, and offers to start again. */
function cannotStart(error: unknown): void {
  const again = () => location.reload();
  say("The page cannot start.", "bad");
  new RefusalView({ signIn: again, otherAccount: again, tryAgain: again }).show({
    ...signInFailure(error, "The page cannot start"),
    remedy: "try",
  });
}

// A page that comes back from the browser's cache still believes that it is leaving
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) {
    location.reload();
  }
});
start().catch(cannotStart);
