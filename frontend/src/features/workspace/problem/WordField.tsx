import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { use, useId } from "react";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Assignment } from "@/api/types";

import { getClipText } from "../api/problems";
import { Dry } from "../dry";
import { cutWords } from "../lib/cut-words";
import classes from "./WordField.module.css";

/** A word of the clip, counted from 0. */
export interface Word {
  text: string;
  index: number;
}

interface Props {
  assignment: Assignment;
  value: Word | null;
  onChange: (word: Word | null) => void;
}

/** The words that were voiced; tapping one says that it starts there, tapping again takes it back. */
export function WordField({ assignment, value, onChange }: Props) {
  const { t } = useTranslation();
  const dry = use(Dry);
  const label = useId();
  const language = useLanguage(assignment.language);
  const { data: text } = useQuery({
    queryKey: ["clip-text", assignment.id],
    queryFn: () => getClipText(assignment.id),
    enabled: !dry,
    staleTime: Infinity,
  });
  if (text === undefined) return null;
  if (text === null) return <Text size="sm">{t("problem.no_words")}</Text>;
  return (
    <div>
      <Text id={label} fw={500}>
        {t("problem.word")}
      </Text>
      <div
        role="group"
        aria-labelledby={label}
        className={classes.words}
        lang={language.bcp47}
        dir={language.direction}
      >
        {cutWords(text, language.bcp47).map(({ text: piece, word }, place) =>
          word === null ? (
            <span key={place}>{piece}</span>
          ) : (
            <button
              key={place}
              type="button"
              className={classes.word}
              aria-pressed={value?.index === word}
              onClick={() => onChange(value?.index === word ? null : { text: piece, index: word })}
            >
              {piece}
            </button>
          ),
        )}
      </div>
    </div>
  );
}
