import { createInstance } from "i18next";
import { expect, test } from "vitest";

import { loadLocale } from "@/locales";

import { valueKeys } from "./value-keys";

async function wordsIn(language: string) {
  const i18n = createInstance();
  const translation = (await loadLocale("console", language)) ?? {};
  await i18n.init({ lng: language, resources: { [language]: { translation } } });
  return (of: Parameters<typeof valueKeys>[0], field: string, code: string) =>
    i18n.t(valueKeys(of, field, code), { defaultValue: code });
}

test("a format is called what it is in an import, and what it is in an export", async () => {
  const words = await wordsIn("en");
  expect(words("import", "format", "tmx")).toBe("Translation memory (TMX)");
  expect(words("export", "format", "tmx")).toBe("Corrected texts (TMX)");
  expect(words("export", "format", "parquet")).toBe("Parquet with audio");
});

test.each(["en", "ar", "hi"])("both are told apart in %s", async (language) => {
  const words = await wordsIn(language);
  for (const code of ["parquet", "tmx"])
    expect(words("import", "format", code)).not.toBe(words("export", "format", code));
});

test("values of any other sort of thing are named by their field", async () => {
  const words = await wordsIn("en");
  expect(words("job", "state", "succeeded")).toBe("Done");
  expect(words("import", "format", "unheard-of")).toBe("unheard-of");
});
