import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";

interface Props {
  name: string;
  opened: boolean;
  onClose: () => void;
  onRevoke: () => void;
}

/** Asks once before a program is locked out for good. */
export function RevokeDialog({ name, opened, onClose, onRevoke }: Props) {
  const { t } = useTranslation();
  const confirm = () => {
    onRevoke();
    onClose();
  };
  return (
    <Dialog title={t("tokens.revoke_ask", { name })} opened={opened} onClose={onClose}>
      <Text mb="md">{t("tokens.revoke_means")}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("tokens.keep")}
        </Button>
        <Button color="red.9" onClick={confirm}>
          {t("tokens.revoke_yes")}
        </Button>
      </Group>
    </Dialog>
  );
}
