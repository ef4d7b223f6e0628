import { Alert, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ApiError, NetworkError } from "@/api/client";

interface Props {
  error: Error | null;
  onRetry?: (() => void) | undefined;
}

/** What went wrong, in the server's own words, and what the person can do. */
export function ErrorNote({ error, onRetry }: Props) {
  const { t } = useTranslation();
  if (error === null) return null;
  return (
    <Alert role="alert" color={error instanceof NetworkError ? "yellow" : "red"} variant="light">
      <Group justify="space-between" gap="sm">
        <Text>{reason(error, t("error.network"), t("error.unexpected"))}</Text>
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            {t("common.try_again")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function reason(error: Error, network: string, unexpected: string): string {
  if (error instanceof NetworkError) return network;
  return error instanceof ApiError ? error.message : `${unexpected} ${error.message}`;
}
