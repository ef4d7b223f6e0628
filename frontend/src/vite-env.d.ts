import "i18next";

import type en from "./locales/en.json";

// Makes `t` refuse a key that English does not have.
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}
