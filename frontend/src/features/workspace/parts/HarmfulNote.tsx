import { Alert, Button, Text } from "@mantine/core";
import { use } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";

import { skipAssignment, type Skip } from "../api/skip";
import { Dry } from "../dry";
import { useSend } from "../use-send";

interface Props {
  assignment: number;
  onSkipped: () => void;
}

const because: Skip = { reason: "offensive", note: "" };

/** Warns of a text that may be harmful, with a way past it in one step and without a question. */
export function HarmfulNote({ assignment, onSkipped }: Props) {
  const { t } = useTranslation();
  const dry = use(Dry);
  const { send, sending, error, again } = useSend<Skip>(
    (skip) => (dry ? Promise.resolve() : skipAssignment(assignment, skip)),
    onSkipped,
  );
  return (
    <Alert color="yellow">
      <Text mb="xs">{t("desk.content_warning")}</Text>
      <Button variant="default" mih={44} loading={sending} onClick={() => send(because)}>
        {t("session.skip_harmful")}
      </Button>
      <ErrorNote error={error} {...(again && { onRetry: again })} />
    </Alert>
  );
}
