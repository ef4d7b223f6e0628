import { expect, test } from "vitest";

import { interfaceLanguages, loadLocale } from ".";

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

/** Each key with the placeholders of its text; forms of one plural are one key. */
function keys(node: Record<string, unknown>, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(node)) {
    const key = prefix + name.replace(PLURAL, "");
    if (typeof value === "string") found.set(key, placeholders(value));
    else for (const pair of keys(value as Record<string, unknown>, `${key}.`)) found.set(...pair);
  }
  return found;
}

/** `count` may be written out ("two"), the others must stand. */
function placeholders(text: string): string {
  const names = Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name);
  return names
    .filter((name) => name !== "count")
    .sort()
    .join(" ");
}

const english = keys(await loadLocale("en"));

test.each(interfaceLanguages)(
  "$bcp47 has only keys and placeholders of English",
  async (language) => {
    const own = [...keys(await loadLocale(language.bcp47))];
    expect(own.filter(([key, names]) => english.get(key) !== names)).toEqual([]);
  },
);

test.each(interfaceLanguages)("$bcp47 says whether a native reviewed it", async ({ bcp47 }) => {
  const locale = await loadLocale(bcp47);
  expect(locale["_meta"]).toEqual({ language: bcp47, review: expect.any(String) as string });
});

test.each(interfaceLanguages)(
  "$bcp47 has every plural form its language asks for",
  async (language) => {
    const { work } = (await loadLocale(language.bcp47)) as { work: Record<string, string> };
    const forms = new Intl.PluralRules(language.bcp47).resolvedOptions().pluralCategories;
    expect(forms.filter((form) => !(`waiting_${form}` in work))).toEqual([]);
  },
);
