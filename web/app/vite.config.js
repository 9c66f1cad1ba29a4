import { defineConfig } from "vite";
import { strictHeaders } from "./scripts/headers.js";
import { buildTargets } from "./scripts/promisedBrowsers.js";

export default defineConfig({
  base: "./",
  plugins: [strictHeaders()],
  resolve: { dedupe: ["@azure/communication-common"] },
  server: { port: 5173, strictPort: true },
  preview: { port: 5173, strictPort: true },
  build: {
    target: buildTargets(),
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index.html", "redirect.html"],
      output: { codeSplitting: { groups: [{ name: "msal", test: /@azure[\\/]msal-/ }] } },
    },
  },
});
