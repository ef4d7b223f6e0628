import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { interfaceLanguages, loadLocale, type InterfaceLanguage } from "@/locales";

import { remember, recall } from "./storage";

const CHOSEN = "interface-language";
const PROFILE = "profile-language";

export function interfaceLanguage(tag: string): InterfaceLanguage {
  const found = interfaceLanguages.find((language) => language.bcp47 === tag);
  return found ?? interfaceLanguages[0];
}

/** What the person chose here, else their account's, else the first of the browser's we have. */
function preferred(): string {
  const wanted = [
    recall(CHOSEN),
    recall(PROFILE),
    ...navigator.languages.map((tag) => tag.split("-")[0]),
  ];
  const known = wanted.find((tag) => interfaceLanguages.some(({ bcp47 }) => bcp47 === tag));
  return known ?? "en";
}

async function load(tag: string): Promise<void> {
  if (i18next.hasResourceBundle(tag, "translation")) return;
  i18next.addResourceBundle(tag, "translation", await loadLocale(tag));
}

function applyToDocument(tag: string): void {
  document.documentElement.lang = tag;
  document.documentElement.dir = interfaceLanguage(tag).direction;
}

export async function startI18n(): Promise<void> {
  const tag = preferred();
  await i18next.use(initReactI18next).init({
    lng: tag,
    fallbackLng: "en",
    resources: {},
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
  await Promise.all([load("en"), load(tag)]);
  applyToDocument(tag);
}

/** Keeps the person's own choice in this browser. */
export function rememberLanguage(tag: string): void {
  remember(CHOSEN, tag);
}

/** Switches the whole interface; the caller sets Mantine's direction to what is returned. */
export async function switchLanguage(tag: string): Promise<"ltr" | "rtl"> {
  await load(tag);
  applyToDocument(tag);
  await i18next.changeLanguage(tag);
  return interfaceLanguage(tag).direction;
}

/** The account's language counts where none was chosen in this browser. */
export async function adoptProfileLanguage(tag: string): Promise<"ltr" | "rtl"> {
  remember(PROFILE, tag);
  return switchLanguage(recall(CHOSEN) ?? interfaceLanguage(tag).bcp47);
}
