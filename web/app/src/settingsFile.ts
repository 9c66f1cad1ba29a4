import { readSettings, type SettingsReading } from "./settings.js";

/** The settings, and by how many milliseconds this device's clock is ahead of the server's. */
export interface SettingsFile {
  readonly reading: SettingsReading;
  readonly clockAhead: number;
}

/** Fetches the settings of this page from its own origin. */
export async function fetchSettings(): Promise<SettingsFile> {
  const asked = Date.now();
  let response: Response;
  try {
    response = await fetch("./settings.json", { cache: "no-store", credentials: "omit" });
  } catch {
    return wrong("settings.json could not be fetched: there is no network, or no server any more.");
  }
  if (!response.ok) {
    return wrong(
      "settings.json is missing: copy settings.example.json to public/settings.json and fill it in.",
    );
  }
  const sent = Date.parse(response.headers.get("date") ?? "");
  const clockAhead = sent ? (asked + Date.now()) / 2 - sent : 0;
  return { reading: readSettings(await response.text()), clockAhead };
}

function wrong(problem: string): SettingsFile {
  return { reading: { kind: "wrong", problems: [problem] }, clockAhead: 0 };
}
