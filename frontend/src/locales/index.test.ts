import { describe, expect, test } from "vitest";

import { closestLanguage, interfaceLanguages, loadLocale, type Room } from ".";

const PLURAL = /_(zero|one|two|few|many|other)$/;

type Texts = Map<string, string>;

async function textsOf(room: Room, tag: string): Promise<Texts> {
  return flatten((await loadLocale(room, tag)) ?? {});
}

function flatten(node: Record<string, unknown>, prefix = ""): Texts {
  const found: Texts = new Map();
  for (const [name, value] of Object.entries(node)) {
    if (name === "_meta") continue;
    if (typeof value === "string") found.set(prefix + name, value);
    else
      for (const pair of flatten(value as Record<string, unknown>, `${prefix}${name}.`))
        found.set(...pair);
  }
  return found;
}

/** Forms of one plural are one key. */
function bases(texts: Texts): Set<string> {
  return new Set(Array.from(texts.keys(), (key) => key.replace(PLURAL, "")));
}

/**
 * In a plural, `count` and the same number as it is `written` may be spelt out where it can only
 * be one number ("two"); the others must stand.
 */
function placeholders([key, text]: [string, string]): string {
  const names = Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name);
  return names
    .filter((name) => !PLURAL.test(key) || (name !== "count" && name !== "written"))
    .sort()
    .join(" ");
}

/**
 * Keys of plurals whose form stands for several numbers and does not say which, though English
 * does.
 */
function silent(tag: string, room: Room, texts: Texts): string[] {
  const rules = new Intl.PluralRules(tag);
  const numbers = Array.from({ length: 200 }, (_, number) => rules.select(number));
  return [...texts]
    .filter(([key, text]) => {
      const form = PLURAL.exec(key)?.[1];
      const several = numbers.filter((select) => select === form).length > 1;
      return several && !says(text) && says(english[room].get(key.replace(PLURAL, "_other")));
    })
    .map(([key]) => key);
}

function says(text: string | undefined): boolean {
  return text?.includes("{{count}}") === true || text?.includes("{{written}}") === true;
}

const tags = interfaceLanguages.map(({ bcp47 }) => bcp47);
const files = import.meta.glob<string>("./console/*.json", { query: "?raw", import: "default" });
/** Every language that has a file for managers has all of it. */
const managed = Object.keys(files).map((path) => path.replace(/.*\/|\.json$/g, ""));
const english = { rater: await textsOf("rater", "en"), console: await textsOf("console", "en") };

describe.each(tags)("%s", (tag) => {
  test.each(["rater", "console"] as const)(
    "the %s has only keys and placeholders of English",
    async (room) => {
      const wanted = new Map(
        Array.from(english[room], (pair) => [pair[0].replace(PLURAL, ""), placeholders(pair)]),
      );
      const strange = [...(await textsOf(room, tag))].filter(
        (pair) => wanted.get(pair[0].replace(PLURAL, "")) !== placeholders(pair),
      );
      expect(strange).toEqual([]);
    },
  );

  test("a rater finds every word translated", async () => {
    const own = bases(await textsOf("rater", tag));
    expect([...bases(english.rater)].filter((key) => !own.has(key))).toEqual([]);
  });

  test.each(["rater", "console"] as const)(
    "every plural of the %s has the forms its language needs, and no others",
    async (room) => {
      const texts = await textsOf(room, tag);
      const plural = [...bases(texts)].filter((key) => english[room].has(`${key}_other`));
      const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
      const needed = plural.flatMap((key) => pluralCategories.map((form) => `${key}_${form}`));
      const there = [...texts.keys()].filter((key) => plural.includes(key.replace(PLURAL, "")));
      expect(there.filter((key) => PLURAL.test(key)).sort()).toEqual(needed.sort());
    },
  );

  test.each(["rater", "console"] as const)(
    "what stands for several numbers in the %s says which",
    async (room) => {
      expect(silent(tag, room, await textsOf(room, tag))).toEqual([]);
    },
  );

  test("the file says whether a native speaker has read it", async () => {
    const words = await loadLocale("rater", tag);
    const reviewed = interfaceLanguages.find(({ bcp47 }) => bcp47 === tag)?.reviewed;
    expect(words?._meta).toEqual({ language: tag, reviewed });
  });
});

test("managers read the console in English, Arabic and Hindi", () => {
  expect(managed.sort()).toEqual(["ar", "en", "hi"]);
});

describe.each(managed)("the console in %s", (tag) => {
  /** Lists what is to be translated, with its English, ready to be filled in. */
  test("a manager finds every word translated", async () => {
    const own = bases(await textsOf("console", tag));
    const missing = [...english.console].filter(([key]) => !own.has(key.replace(PLURAL, "")));
    expect(missing, `untranslated in locales/console/${tag}.json`).toEqual([]);
  });

  test("no key stands twice in the file", async () => {
    const raw = await files[`./console/${tag}.json`]?.();
    // The parser keeps the last of two, so what is written again has fewer words.
    expect(JSON.stringify(JSON.parse(raw ?? ""), null, 2)).toBe(raw?.trimEnd());
  });
});

test("the interface comes in the closest language a person reads", () => {
  expect(closestLanguage([null, "de-CH", "fr"])).toBe("de");
  expect(closestLanguage(["zh-CN"])).toBe("zh-Hans");
  expect(closestLanguage(["sw", "pt-BR"])).toBe("pt");
  expect(closestLanguage(["sw", null])).toBe("en");
});
