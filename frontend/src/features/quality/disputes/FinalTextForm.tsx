import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLanguage } from "@/api/languages";
import type { Texts } from "@/api/types";

interface Props {
  language: string;
  texts: Texts;
  reason: string;
  onWrite: (texts: Texts) => void;
  onReason: (reason: string) => void;
}

/** The text that will count: taken over or written. */
export function FinalTextForm({ language: code, texts, reason, onWrite, onReason }: Props) {
  const { t } = useTranslation();
  const language = useLanguage(code);
  return (
    <>
      {(["question", "answer"] as const).map((field) => (
        <Textarea
          key={field}
          label={t(`disputes.final_${field}`)}
          autosize
          minRows={2}
          value={texts[field]}
          lang={language.bcp47}
          dir={language.direction}
          onChange={(event) => onWrite({ ...texts, [field]: event.currentTarget.value })}
        />
      ))}
      <Textarea
        label={t("disputes.reason")}
        description={t("disputes.reason_hint")}
        value={reason}
        maxLength={2000}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
    </>
  );
}
