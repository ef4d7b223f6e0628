/** The languages the interface speaks: one JSON file each; what a file lacks falls back to English. */

export interface InterfaceLanguage {
  bcp47: string;
  endonym: string;
  script: string;
  direction: "ltr" | "rtl";
}

export const interfaceLanguages: [InterfaceLanguage, ...InterfaceLanguage[]] = [
  { bcp47: "en", endonym: "English", script: "Latn", direction: "ltr" },
  { bcp47: "ar", endonym: "العربية", script: "Arab", direction: "rtl" },
  { bcp47: "hi", endonym: "हिन्दी", script: "Deva", direction: "ltr" },
];

const files = import.meta.glob<{ default: Record<string, unknown> }>("./*.json");

export async function loadLocale(tag: string): Promise<Record<string, unknown>> {
  const file = files[`./${tag}.json`];
  if (file === undefined) throw new Error(`There is no locale file src/locales/${tag}.json.`);
  return (await file()).default;
}
