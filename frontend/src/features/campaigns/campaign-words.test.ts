import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import type { ForeseenCampaign } from "@/api/types";
import { loadLocale } from "@/locales";

import { campaignWords } from "./campaign-words";

const i18n = i18next.createInstance();
const listening = { kind: "listening", draft: false, votes_per_item: 3 } as const;
const correction = { kind: "correction", draft: true, votes_per_item: 1 } as const;

beforeAll(async () => {
  const words = (await loadLocale("console", "en")) ?? {};
  await i18n.init({ lng: "en", resources: { en: { translation: words } } });
});

const inLanguage = (
  language: string,
  numbers: { items: number; tasks: number; votes: number },
) => ({
  language,
  by_people: 0,
  set_aside: 0,
  ...numbers,
});

const told = (order: Parameters<typeof campaignWords>[2], found: ForeseenCampaign) =>
  campaignWords(i18n.t, String, order, found);

test("a campaign tells what it asks over all languages, and that it begins", () => {
  const found = [
    inLanguage("ara", { items: 4, tasks: 4, votes: 12 }),
    inLanguage("hin", { items: 4, tasks: 4, votes: 12 }),
  ];
  expect(told(listening, found)).toBe(
    "Raters hear recordings, and say how natural they sound and how much they understood. " +
      "Answers asked for now: 24 (recordings: 8, languages: 2, votes on each: 3). " +
      "It begins at once.",
  );
});

test("what has no recording yet is told apart from what was set aside", () => {
  const found = [{ ...inLanguage("ara", { items: 9, tasks: 4, votes: 8 }), set_aside: 2 }];
  expect(told(listening, found)).toContain(
    "Drawn too, but without a recording yet: 3. These join once they are voiced. " +
      "Drawn too, but with a recording that was set aside: 2. These join once they have another.",
  );
});

test("what people wrote is not said to join later", () => {
  const found = [{ ...inLanguage("hin", { items: 5, tasks: 2, votes: 4 }), by_people: 3 }];
  expect(told(correction, found)).toBe(
    "Natives read translations, and confirm or correct them. " +
      "Answers asked for now: 4 (translations: 2, languages: 1, votes on each: 2). " +
      "Drawn too, but written by people: 3. Nobody is asked to correct these. " +
      "It asks nobody until you start it.",
  );
});

test("a campaign that has nothing to ask yet says so", () => {
  const found = [inLanguage("hin", { items: 5, tasks: 0, votes: 0 })];
  const words = told(correction, found);
  expect(words).toContain(
    "Answers asked for now: 0 (translations: 0, languages: 1, votes on each: 1)",
  );
  expect(words).toContain("without a translation yet: 5. These join once they are translated.");
});
