import { Alert, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";

import type { Assignment } from "@/api/types";
import type { Skip } from "../api/skip";
import { useSend } from "../use-send";

interface Props {
  assignment: Assignment;
  /** Skipping it ends the session. */
  isLast?: boolean;
  onSkipped: () => void;
}

const because: Skip = { reason: "offensive", note: "" };

/** Warns of a text that may be harmful, with a way past it in one step and without a question. */
export function HarmfulNote({ assignment, isLast = false, onSkipped }: Props) {
  const { t } = useTranslation();
  const { send, sending, error } = useSend(assignment, onSkipped, { last: isLast });
  return (
    <Alert color="yellow">
      <Text mb="xs">{t("desk.content_warning")}</Text>
      <Button
        variant="default"
        mih={44}
        loading={sending}
        onClick={() => send({ what: "skip", body: because })}
      >
        {t("session.skip_harmful")}
      </Button>
      <ErrorNote error={error} />
    </Alert>
  );
}
