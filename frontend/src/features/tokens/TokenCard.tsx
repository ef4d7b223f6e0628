import { Badge, Button, Group, Paper, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ApiToken } from "@/api/types";
import { useNumbers } from "@/lib/numbers";

import { RevokeDialog } from "./RevokeDialog";

interface Props {
  token: ApiToken;
  onRevoke: () => void;
}

export function TokenCard({ token, onRevoke }: Props) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const [asks, setAsks] = useState(false);
  const used = token.last_used_at;
  const isOver = new Date(token.expires_at) < new Date();
  const until = date(token.expires_at);
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <div>
          <Title order={3} size="h4">
            <bdi>{token.name}</bdi>
          </Title>
          <Group gap="xs" my={4}>
            {token.scopes.map((scope) => (
              <Badge key={scope} variant="default">
                {t(`tokens.scope.${scope}`)}
              </Badge>
            ))}
          </Group>
          <Text size="sm" c="dimmed">
            {[
              isOver ? t("tokens.expired", { date: until }) : t("tokens.until", { date: until }),
              used === null ? t("tokens.unused") : t("tokens.used", { date: date(used) }),
            ].join(" · ")}
          </Text>
        </div>
        <Button
          variant="default"
          aria-label={t("tokens.revoke", { name: token.name })}
          onClick={() => setAsks(true)}
        >
          {t("tokens.revoke_short")}
        </Button>
      </Group>
      <RevokeDialog
        name={token.name}
        opened={asks}
        onClose={() => setAsks(false)}
        onRevoke={onRevoke}
      />
    </Paper>
  );
}
