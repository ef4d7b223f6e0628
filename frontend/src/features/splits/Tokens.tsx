import { Alert, Button, Code, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { CopyButton } from "@/components/CopyButton";
import { ErrorNote } from "@/components/ErrorNote";
import { ShowMore } from "@/components/ShowMore";
import { textOf } from "@/lib/forms";
import { useNumbers } from "@/lib/numbers";

import { useCreateToken, useRevokeToken, useTokens } from "./api/tokens";

interface Props {
  /** A key made just now; it can be shown this once. */
  fresh: string | null;
  onCreated: (key: string) => void;
}

export function Tokens({ fresh, onCreated }: Props) {
  const { t } = useTranslation();
  const { date } = useNumbers();
  const tokens = useTokens();
  const active = tokens.data.filter(({ revoked_at }) => revoked_at === null);
  const create = useCreateToken();
  const revoke = useRevokeToken();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), "name");
    create.mutate(name, { onSuccess: ({ key }) => onCreated(key) });
  };
  return (
    <Stack component="section" aria-labelledby="tokens">
      <Title order={2} size="h3" id="tokens">
        {t("tokens.title")}
      </Title>
      <Text>{t("tokens.lead")}</Text>
      {fresh !== null && (
        <Alert color="teal" title={t("tokens.once")}>
          <Group>
            <Code dir="ltr">{fresh}</Code>
            <CopyButton text={fresh} />
          </Group>
        </Alert>
      )}
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput name="name" label={t("tokens.name")} maxLength={100} required />
          <Button type="submit" loading={create.isPending}>
            {t("tokens.create")}
          </Button>
        </Group>
      </form>
      <ErrorNote error={create.error ?? revoke.error} />
      {active.map((token) => (
        <Group key={token.id} justify="space-between">
          <Text>
            <bdi>{token.name}</bdi> · {t("tokens.until", { date: date(token.expires_at) })}
          </Text>
          <Button variant="default" onClick={() => revoke.mutate(token.id)}>
            {t("tokens.revoke", { name: token.name })}
          </Button>
        </Group>
      ))}
      <ShowMore list={tokens} shown={active.length} />
    </Stack>
  );
}
