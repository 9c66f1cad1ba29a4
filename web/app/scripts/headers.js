import { readFileSync } from "node:fs";
import { join } from "node:path";

const ENTRA = "https://login.microsoftonline.com";

/** The page's headers, with the origins of these settings in them. */
export function headersFor(headers, { brokerUrl, authorityHost = ENTRA }) {
  const origins = { broker: new URL(brokerUrl).origin, authority: new URL(authorityHost).origin };
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace(/\{(\w+)\}/g, (_, party) => origins[party]),
    ]),
  );
}

/** Serves the page with them, and writes them down for Azure Static Web Apps. */
export function strictHeaders() {
  let publicDir = "";
  const read = (file) => JSON.parse(readFileSync(join(publicDir, file), "utf8"));
  const headers = () => headersFor(read("headers.json"), read("settings.json"));
  const serve = ({ middlewares }) => {
    middlewares.use((_, response, next) => {
      response.setHeaders(new Map(Object.entries(headers())));
      next();
    });
  };
  return {
    name: "strict-headers",
    configResolved: (config) => ({ publicDir } = config),
    configureServer: serve,
    configurePreviewServer: serve,
    generateBundle() {
      try {
        const source = JSON.stringify({ globalHeaders: headers() }, null, 2);
        this.emitFile({ type: "asset", fileName: "staticwebapp.config.json", source });
      } catch {
        this.info(
          "No staticwebapp.config.json without public/settings.json, whose origins it names.",
        );
      }
    },
  };
}
