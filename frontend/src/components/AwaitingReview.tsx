import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { interfaceLanguage } from "@/lib/i18n";

/** Stands under what no native speaker has read yet. */
export function AwaitingReview() {
  const { t, i18n } = useTranslation();
  if (interfaceLanguage(i18n.language).reviewed) return null;
  return (
    <Text component="footer" size="sm" c="dimmed" p="md" ta="center">
      {t("shell.awaiting_review")}
    </Text>
  );
}
