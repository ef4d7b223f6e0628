import { Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import { loadFont } from "@/lib/fonts";

import classes from "./PreferenceTask.module.css";

interface Props {
  letter: string;
  language: string;
  text: string;
  chosen: boolean;
}

/**
 * One of two answers, as text whatever it holds. A long one scrolls in its card, by keyboard too;
 * its direction is its own, since a system may answer in another language than it was asked in.
 */
export function AnswerCard({ letter, language: code, text, chosen }: Props) {
  const { t } = useTranslation();
  const language = useLanguage(code);
  const title = useId();
  loadFont(language.script);
  return (
    <section className={classes.card} data-chosen={chosen} aria-labelledby={title}>
      <Text component="h2" id={title} className={classes.letter ?? ""}>
        {t("preferring.answer", { letter })}
      </Text>
      {text.trim() === "" ? (
        <Text c="dimmed">{t("preferring.empty")}</Text>
      ) : (
        <div
          className={classes.text}
          lang={language.bcp47}
          dir="auto"
          role="group"
          aria-labelledby={title}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          {text}
        </div>
      )}
    </section>
  );
}
