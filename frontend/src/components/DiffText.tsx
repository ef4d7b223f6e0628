import { useMemo } from "react";

import type { Language } from "@/api/types";
import { diffWords, type Change } from "@/lib/diff";

import classes from "./DiffText.module.css";

interface Props {
  before: string;
  after: string;
  language: Language;
}

const tags = { same: "span", added: "ins", removed: "del" } as const;

/** The text after, with what was there before struck through, by word. */
export function DiffText({ before, after, language }: Props) {
  const changes = useMemo(
    () => diffWords(before, after, language.bcp47),
    [before, after, language.bcp47],
  );
  return (
    <bdi className={classes.text} lang={language.bcp47} dir={language.direction}>
      {changes.map(piece)}
    </bdi>
  );
}

function piece({ kind, text }: Change, index: number) {
  const Tag = tags[kind];
  return (
    <Tag key={index} className={classes[kind]}>
      {text}
    </Tag>
  );
}
