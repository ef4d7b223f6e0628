import { ActionIcon, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLogout } from "@/api/session";
import type { User } from "@/api/types";
import { SignOutIcon } from "@/components/icons";

import classes from "./Header.module.css";
import { InterfaceControls } from "./InterfaceControls";

interface Props {
  user: User;
  /** Stands between the name of the studio and the controls. */
  children?: ReactNode;
}

export function Header({ user, children }: Props) {
  const { t } = useTranslation();
  const logout = useLogout();
  return (
    <header className={classes.header}>
      <Group gap="sm" wrap="nowrap" className={classes.start}>
        {children}
        <Link to="/" className={classes.brand}>
          MultiSpeech <span className={classes.wide}>Studio</span>
        </Link>
      </Group>
      <Group gap="xs" wrap="nowrap" className={classes.controls}>
        <Text className={classes.wide} size="sm">
          <bdi>{user.display_name || user.username}</bdi>
        </Text>
        <InterfaceControls />
        <ActionIcon
          variant="subtle"
          size={40}
          aria-label={t("shell.sign_out")}
          loading={logout.isPending}
          onClick={() => logout.mutate()}
        >
          <SignOutIcon />
        </ActionIcon>
      </Group>
    </header>
  );
}
