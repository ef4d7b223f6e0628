import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";

interface Props {
  opened: boolean;
  onClose: () => void;
  onCancel: () => void;
}

/** Asks once before a job ends for good. */
export function CancelDialog({ opened, onClose, onCancel }: Props) {
  const { t } = useTranslation();
  const confirm = () => {
    onCancel();
    onClose();
  };
  return (
    <Dialog title={t("jobs.cancel_ask")} opened={opened} onClose={onClose}>
      <Text mb="md">{t("jobs.cancel_means")}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("jobs.go_on")}
        </Button>
        <Button color="red.9" onClick={confirm}>
          {t("jobs.cancel")}
        </Button>
      </Group>
    </Dialog>
  );
}
