import {
  Button,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
  useDirection,
} from "@mantine/core";
import type { ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { useLogin } from "@/api/session";
import type { Session } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { secretOf, textOf } from "@/lib/forms";
import { adoptProfileLanguage } from "@/lib/i18n";

import classes from "./LoginPage.module.css";

/** Only a path of our own may be gone to after signing in. */
function safePath(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}

interface Props {
  /** Language and look of the interface; they belong to the app. */
  controls: ReactNode;
}

export default function LoginPage({ controls }: Props) {
  const { t } = useTranslation();
  const login = useLogin();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { setDirection } = useDirection();

  const enter = async ({ user }: Session) => {
    if (user !== null) setDirection(await adoptProfileLanguage(user.interface_language ?? "en"));
    await navigate(safePath(search.get("next")), { replace: true });
  };

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    login.mutate(
      { username: textOf(form, "username"), password: secretOf(form, "password") },
      { onSuccess: (session) => void enter(session) },
    );
  };
  return (
    <main className={classes.page}>
      <title>{`${t("login.title")} · MultiSpeech Studio`}</title>
      <Group justify="center">{controls}</Group>
      <Paper withBorder p="xl" radius="md" className={classes.card}>
        <form onSubmit={submit}>
          <Stack>
            <div>
              <Title order={1}>MultiSpeech Studio</Title>
              <Text c="dimmed">{t("login.lead")}</Text>
            </div>
            <ErrorNote error={login.error} />
            <TextInput
              name="username"
              label={t("login.username")}
              autoComplete="username"
              autoCapitalize="none"
              size="md"
              required
            />
            <PasswordInput
              name="password"
              label={t("login.password")}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ "aria-label": t("login.show_password") }}
              size="md"
              required
            />
            <Group justify="flex-end">
              <Button type="submit" size="md" loading={login.isPending}>
                {t("login.sign_in")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </main>
  );
}
