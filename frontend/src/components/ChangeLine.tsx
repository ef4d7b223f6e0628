import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Audited } from "@/api/history";
import { useLanguages } from "@/api/languages";
import type { HistoryEvent } from "@/api/types";
import { useNumbers } from "@/lib/numbers";
import { valueKeys } from "@/lib/value-keys";

type Change = HistoryEvent["changes"][number];

interface Props {
  /** The sort of thing that changed. */
  of: Audited;
  change: Change;
  /** There was nothing before. */
  made: boolean;
}

/** What changed of one field, in the reader's words; what no word is known for stands as it is. */
export function ChangeLine({ of, change, made }: Props) {
  const { t } = useTranslation();
  const words = useValueWords(of, change);
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {t(`history.fields.${change.name as "role"}`, { defaultValue: change.called })}:{" "}
      {!made && (
        <>
          <bdi>{words(change.before)}</bdi> {t("history.into")}{" "}
        </>
      )}
      <bdi>{words(change.after)}</bdi>
    </Text>
  );
}

/** Codes hold no commas. */
const BETWEEN = ", ";

/** Names of languages run in different directions; each keeps its place in the list. */
const isolated = (name: string) => `\u2068${name}\u2069`;

function useValueWords(of: Audited, { name, sort }: Change): (value: string) => string {
  const { t, i18n } = useTranslation();
  const { date, decimal } = useNumbers();
  const languages = useLanguages();
  const list = (value: string, word: (code: string) => string) =>
    new Intl.ListFormat(i18n.language, { type: "unit" }).format(value.split(BETWEEN).map(word));
  const write: Record<Change["sort"], (value: string) => string> = {
    text: (value) => value,
    words: (value) =>
      list(value, (code) =>
        t(valueKeys(of, name, code) as ["history.values.role.admin"], { defaultValue: code }),
      ),
    languages: (value) =>
      list(value, (code) => isolated(languages.find((one) => one.code === code)?.endonym ?? code)),
    yes_no: (value) => t(value === "true" ? "history.yes" : "history.no"),
    number: (value) => decimal(Number(value), 4),
    date,
  };
  return (value) => (value === "" ? "–" : write[sort](value));
}
