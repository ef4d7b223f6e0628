import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import {
  closestLanguage,
  interfaceLanguages,
  loadLocale,
  type InterfaceLanguage,
  type Room,
} from "@/locales";

import { remember, recall } from "./storage";

const CHOSEN = "interface-language";
const PROFILE = "profile-language";

/** The rooms whose words are wanted; a rater never loads the console's. */
const rooms = new Set<Room>(["rater"]);
const loaded = new Set<string>();
/** The language asked for last: a room that opens while it is being fetched wants it, too. */
let asked = "en";

export function interfaceLanguage(tag: string): InterfaceLanguage {
  const found = interfaceLanguages.find((language) => language.bcp47 === tag);
  if (found === undefined) throw new Error(`The interface does not speak "${tag}".`);
  return found;
}

/** What the person chose here, else their account's, else the first of the browser's we have. */
function preferred(): string {
  return closestLanguage([recall(CHOSEN), recall(PROFILE), ...navigator.languages]);
}

async function load(room: Room, tag: string): Promise<void> {
  const name = `${room} ${tag}`;
  if (loaded.has(name)) return;
  const words = await loadLocale(room, tag);
  if (words === null) return load(room, "en");
  i18next.addResourceBundle(tag, "translation", words, true, true);
  loaded.add(name);
}

async function loadRooms(tag: string): Promise<void> {
  await Promise.all(Array.from(rooms, (room) => load(room, tag)));
}

function applyToDocument(tag: string): void {
  document.documentElement.lang = tag;
  document.documentElement.dir = interfaceLanguage(tag).direction;
}

export async function startI18n(): Promise<void> {
  const tag = preferred();
  asked = tag;
  await i18next.use(initReactI18next).init({
    lng: tag,
    fallbackLng: "en",
    resources: {},
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
  await loadRooms(tag);
  applyToDocument(tag);
}

/** Fetches the words of a room before it opens. */
export async function loadWords(room: Room): Promise<void> {
  rooms.add(room);
  await loadRooms(asked);
}

/** Keeps the person's own choice in this browser. */
export function rememberLanguage(tag: string): void {
  remember(CHOSEN, tag);
}

/** Switches the whole interface; the caller sets Mantine's direction to what is returned. */
export async function switchLanguage(tag: string): Promise<"ltr" | "rtl"> {
  asked = tag;
  await loadRooms(tag);
  applyToDocument(tag);
  await i18next.changeLanguage(tag);
  return interfaceLanguage(tag).direction;
}

/** The account's language counts where none was chosen in this browser. */
export async function adoptProfileLanguage(tag: string): Promise<"ltr" | "rtl"> {
  remember(PROFILE, tag);
  return switchLanguage(closestLanguage([recall(CHOSEN), tag]));
}
