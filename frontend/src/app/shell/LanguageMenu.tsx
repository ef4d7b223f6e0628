import { NativeSelect, useDirection } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { loadFont } from "@/lib/fonts";
import { interfaceLanguage, rememberLanguage, switchLanguage } from "@/lib/i18n";
import { interfaceLanguages } from "@/locales";

import classes from "./LanguageMenu.module.css";

/** Keeps each name's direction to itself: an option can't hold elements. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

function choices(reviewed: boolean) {
  return interfaceLanguages
    .filter((language) => language.reviewed === reviewed)
    .map(({ bcp47, endonym, name }) => ({
      value: bcp47,
      label: endonym === name ? name : `${isolated(endonym)} · ${isolated(name)}`,
    }));
}

/** The interface's language; those that no native speaker has read yet stand apart. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const { setDirection } = useDirection();
  loadFont(interfaceLanguage(i18n.language).script);
  const choose = async (tag: string) => {
    rememberLanguage(tag);
    setDirection(await switchLanguage(tag));
  };
  return (
    <NativeSelect
      className={classes.menu ?? ""}
      aria-label={t("shell.interface_language")}
      value={i18n.language}
      data={[
        { group: t("shell.reviewed"), items: choices(true) },
        { group: t("shell.awaiting_review"), items: choices(false) },
      ]}
      onChange={(event) => void choose(event.currentTarget.value)}
    />
  );
}
