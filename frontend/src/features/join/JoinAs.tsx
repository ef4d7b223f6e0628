import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLogout } from "@/api/session";
import type { Joined, User } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { useJoin } from "./api/invites";

interface Props {
  inviteKey: string;
  user: User;
  onJoined: (joined: Joined) => void;
}

/** Somebody who has an account here already joins with it. */
export function JoinAs({ inviteKey, user, onJoined }: Props) {
  const { t } = useTranslation();
  const join = useJoin();
  const logout = useLogout();
  const name = user.display_name || user.username;
  return (
    <Stack>
      <Text>
        {t("join.signed_in")} <bdi>{name}</bdi>
      </Text>
      <ErrorNote error={join.error} />
      <Button
        size="lg"
        loading={join.isPending}
        onClick={() => join.mutate({ key: inviteKey }, { onSuccess: onJoined })}
      >
        {t("join.join")}
      </Button>
      <Button variant="default" loading={logout.isPending} onClick={() => logout.mutate()}>
        {t("shell.sign_out")}
      </Button>
    </Stack>
  );
}
