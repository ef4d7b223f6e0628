import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useNumbers } from "@/lib/numbers";

import { DRAWN } from "./drawn";

interface Props {
  /** How many rows there are. */
  all: number;
  /** Which of them are drawn. */
  words: "checks.voices_left" | "corrections.replacements_drawn" | "raters.more";
}

/** Says that not all rows are drawn, where that is so. */
export function RestNote({ all, words }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  if (all <= DRAWN) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {t(words, { drawn: count(DRAWN), all: count(all) })}
    </Text>
  );
}
