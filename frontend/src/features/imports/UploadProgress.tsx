import { Button, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useNumbers } from "@/lib/numbers";

interface Props {
  /** 0 to 1 */
  share: number;
  onCancel: () => void;
}

export function UploadProgress({ share, onCancel }: Props) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const sent = share >= 1;
  const words = sent
    ? t("import.reading")
    : t("import.uploading", { share: numbers.share(share, 1) });
  return (
    <div>
      <Progress.Root size="lg">
        <Progress.Section value={100 * share} animated={sent} aria-label={words} />
      </Progress.Root>
      <Group justify="space-between" mt="xs">
        <Text size="sm" role="status">
          {words}
        </Text>
        {!sent && (
          <Button size="compact-md" variant="default" onClick={onCancel}>
            {t("import.cancel")}
          </Button>
        )}
      </Group>
    </div>
  );
}
