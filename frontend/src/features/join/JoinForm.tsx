import { Anchor, Button, PasswordInput, Radio, Stack, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

import type { Joined } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { secretOf, textOf } from "@/lib/forms";
import { isToldByFields, problemsOf } from "@/lib/problems";

import { useJoin } from "./api/invites";

interface Props {
  inviteKey: string;
  onJoined: (joined: Joined) => void;
}

/** A new account: with a name and a password, or with nothing but a private link back. */
export function JoinForm({ inviteKey, onJoined }: Props) {
  const { t, i18n } = useTranslation();
  const { hash } = useLocation();
  const join = useJoin();
  const [way, setWay] = useState("password");
  const withPassword = way === "password";
  const shown = withPassword ? ["username", "password", "email"] : [];
  const problems = problemsOf(join.error);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      key: inviteKey,
      interface_language: i18n.language,
      display_name: textOf(form, "display_name"),
      username: textOf(form, "username"),
      password: secretOf(form, "password"),
      email: textOf(form, "email"),
    };
    join.mutate(body, { onSuccess: onJoined });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          name="display_name"
          label={t("join.call_you")}
          description={t("join.not_required")}
          autoComplete="nickname"
          maxLength={150}
          size="md"
        />
        <Radio.Group label={t("join.come_back")} value={way} onChange={setWay} size="md">
          <Stack gap="sm" mt="xs">
            <Radio value="password" label={t("join.by_password")} size="md" />
            <Radio
              value="link"
              label={t("join.by_link")}
              description={t("join.by_link_means")}
              size="md"
            />
          </Stack>
        </Radio.Group>
        {withPassword && (
          <>
            <TextInput
              name="username"
              label={t("login.username")}
              autoComplete="username"
              autoCapitalize="none"
              maxLength={150}
              size="md"
              error={problems["username"]}
              required
            />
            <PasswordInput
              name="password"
              label={t("login.password")}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ "aria-label": t("login.show_password") }}
              minLength={8}
              size="md"
              error={problems["password"]}
              required
            />
            <TextInput
              name="email"
              type="email"
              label={t("join.email")}
              description={t("join.not_required")}
              autoComplete="email"
              size="md"
              error={problems["email"]}
            />
          </>
        )}
        <ErrorNote error={isToldByFields(join.error, shown) ? null : join.error} />
        <Button type="submit" size="lg" loading={join.isPending}>
          {t("join.join")}
        </Button>
        <Anchor component={Link} to={`/login?next=${encodeURIComponent(`/join${hash}`)}`}>
          {t("join.have_account")}
        </Anchor>
      </Stack>
    </form>
  );
}
