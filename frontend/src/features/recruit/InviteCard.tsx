import { Badge, Button, Group, Paper, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Invite } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { LanguageName } from "@/components/LanguageName";
import { useNumbers } from "@/lib/numbers";

interface Props {
  invite: Invite;
  onRevoke: () => void;
}

/** An invite, whether it still opens, and who came by it. */
export function InviteCard({ invite, onRevoke }: Props) {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const [asking, setAsking] = useState(false);
  const usable = invite.state === "usable";
  const used = { used: count(invite.uses.length), most: count(invite.max_uses) };
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <div>
          <Text fw={600}>
            <bdi>{invite.name}</bdi> · <LanguageName code={invite.language} />
          </Text>
          <Text size="sm" c="dimmed">
            {t("recruit.invite_uses", used)} ·{" "}
            {t("recruit.invite_until", { date: date(invite.expires_at) })}
          </Text>
        </div>
        <Group>
          <Badge color={usable ? "teal" : "gray"} variant="dot">
            {t(`recruit.invite_${invite.state}`)}
          </Badge>
          {usable && (
            <Button
              variant="default"
              aria-label={t("recruit.invite_revoke_named", { name: invite.name })}
              onClick={() => setAsking(true)}
            >
              {t("recruit.invite_revoke")}
            </Button>
          )}
        </Group>
      </Group>
      {invite.uses.length > 0 && (
        <Text size="sm" mt="xs">
          {t("recruit.invite_joined")}{" "}
          {invite.uses.map((use, index) => (
            <span key={use.username}>
              {index > 0 && t("common.comma")}
              <bdi>{use.display_name || use.username}</bdi>
            </span>
          ))}
        </Text>
      )}
      <Dialog
        title={t("recruit.invite_revoke_ask")}
        opened={asking}
        onClose={() => setAsking(false)}
      >
        <Text mb="md">{t("recruit.invite_revoke_means")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("common.cancel")}
          </Button>
          <Button
            onClick={() => {
              setAsking(false);
              onRevoke();
            }}
          >
            {t("recruit.invite_revoke")}
          </Button>
        </Group>
      </Dialog>
    </Paper>
  );
}
