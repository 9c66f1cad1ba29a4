// Builds the client library where it has not been built, so that a fresh clone needs no other step.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";

const client = new URL("../../client/", import.meta.url);

if (!existsSync(new URL("dist/index.js", client))) {
  execSync("npm ci --no-audit --no-fund", { cwd: client, stdio: "inherit" });
}
