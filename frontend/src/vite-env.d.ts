import "i18next";

import type console from "./locales/console/en.json";
import type rater from "./locales/rater/en.json";

// Makes `t` refuse a key that English does not have.
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof rater & typeof console };
  }
}
