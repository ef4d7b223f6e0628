import { Button, Group, Text } from "@mantine/core";
import { useDeferredValue, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Language } from "@/api/types";

import { diffWords, type Change } from "../lib/diff";
import classes from "./DiffView.module.css";

interface Props {
  before: string;
  after: string;
  language: Language;
  title: string;
  /** None where there is nothing of one's own to take back. */
  onReset?: (() => void) | undefined;
}

const tags = { same: "span", added: "ins", removed: "del" } as const;

function piece({ kind, text }: Change, index: number) {
  const Tag = tags[kind];
  return (
    <Tag key={index} className={classes[kind]}>
      {text}
    </Tag>
  );
}

/** What was changed, as it is typed. */
export function DiffView({ before, after, language, title, onReset }: Props) {
  const { t } = useTranslation();
  // Typing comes first; the difference may lag a moment behind.
  const typed = useDeferredValue(after);
  const changes = useMemo(
    () => (before === typed ? [] : diffWords(before, typed, language.bcp47)),
    [before, typed, language.bcp47],
  );
  if (changes.length === 0) return null;
  return (
    <div className={classes.diff}>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {title}
        </Text>
        {onReset !== undefined && (
          <Button size="compact-sm" variant="subtle" onClick={onReset}>
            {t("correction.reset")}
          </Button>
        )}
      </Group>
      <bdi className={classes.text} lang={language.bcp47} dir={language.direction}>
        {changes.map(piece)}
      </bdi>
    </div>
  );
}
