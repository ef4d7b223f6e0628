import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What an arrow at the end of an interval means. */
export function CutNote() {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {t("charts.cut")}
    </Text>
  );
}
