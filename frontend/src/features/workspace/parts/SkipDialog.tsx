import { Button, Group, Radio, Stack, Textarea } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";

import { skipAssignment, skipReasons, type Skip, type SkipReason } from "../api/skip";
import { useSend } from "../use-send";

interface Props {
  assignment: number;
  opened: boolean;
  onClose: () => void;
  onSkipped: () => void;
}

export function SkipDialog({ assignment, opened, onClose, onSkipped }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<SkipReason | null>(null);
  const [note, setNote] = useState("");
  const { send, sending, error, again } = useSend<Skip>(
    (skip) => skipAssignment(assignment, skip),
    () => {
      setReason(null);
      setNote("");
      onClose();
      onSkipped();
    },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason !== null) send({ reason, note });
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
          <ErrorNote error={error} {...(again && { onRetry: again })} />
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
