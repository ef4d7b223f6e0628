import { Alert, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ItemText } from "@/components/ItemText";
import { LanguageName } from "@/components/LanguageName";

import type { Entry } from "./entry";

interface Props {
  entry: Entry;
  onRead: () => void;
}

const reasons: Record<string, "taken" | "answered" | "closed" | "not_heard"> = {
  assignment_taken: "taken",
  assignment_missing: "taken",
  text_replaced: "taken",
  already_answered: "answered",
  campaign_closed: "closed",
  not_heard_yet: "not_heard",
  listened_too_short: "not_heard",
};

/** An answer did not count: why, and what was written, so that it is not lost in silence. */
export default function RefusalNote({ entry: { assignment, step, refusal }, onRead }: Props) {
  const { t } = useTranslation();
  const reason = reasons[refusal?.code ?? ""];
  const written = step.what === "correction" && step.body.verdict === "corrected";
  return (
    <Alert role="alert" color="red" variant="light">
      <Text fw={600}>
        {t("outbox.not_counted")} · <LanguageName code={assignment.language} />
      </Text>
      <Text>{reason === undefined ? refusal?.message : t(`outbox.${reason}`)}</Text>
      {written && (
        <details>
          <summary>{t("outbox.what_you_wrote")}</summary>
          <ItemText language={assignment.language}>{step.body.question}</ItemText>
          <ItemText language={assignment.language}>{step.body.answer}</ItemText>
        </details>
      )}
      <Button mt="xs" variant="default" onClick={onRead}>
        {t("common.close")}
      </Button>
    </Alert>
  );
}
