import { Button, Group, Radio, Stack, Textarea } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Assignment } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";

import { skipReasons, type SkipReason } from "../api/skip";
import { useSend } from "../use-send";

interface Props {
  assignment: Assignment;
  /** Skipping it ends the session. */
  isLast: boolean;
  opened: boolean;
  onClose: () => void;
  onSkipped: () => void;
}

export function SkipDialog({ assignment, isLast, opened, onClose, onSkipped }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<SkipReason | null>(null);
  const [note, setNote] = useState("");
  const kept = () => {
    onClose();
    onSkipped();
  };
  const { send, sending, error } = useSend(assignment, kept, { last: isLast });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason !== null) send({ what: "skip", body: { reason, note } });
  };
  return (
    <Dialog title={t("skip.title")} opened={opened} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Radio.Group
            label={t("skip.why")}
            value={reason}
            onChange={(value) => setReason(skipReasons.find((known) => known === value) ?? null)}
          >
            <Stack gap="sm" mt="sm">
              {skipReasons.map((known) => (
                <Radio key={known} value={known} label={t(`skip.${known}`)} size="md" />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t("skip.note")}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ErrorNote error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" disabled={reason === null} loading={sending}>
              {t("skip.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
