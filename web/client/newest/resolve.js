// Gives the client library the ACS library of this folder in the place of its own.
import { registerHooks } from "node:module";

registerHooks({
  resolve: (name, context, next) =>
    next(name, name.startsWith("@azure/") ? { ...context, parentURL: import.meta.url } : context),
});
