import { Button, NativeSelect, Paper, Stack, TextInput, Title } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { useUser } from "@/api/session";
import type { Scope } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";
import { keepFreshToken } from "@/lib/fresh-token";
import { numberOf, textOf } from "@/lib/forms";

import { useCreateToken } from "./api/tokens";
import { FreshToken } from "./FreshToken";
import { ScopesField } from "./ScopesField";

const DAYS = [7, 30, 90, 365];
const USUAL_DAYS = 90;

/** What it is for, what it may, how long: then the key is shown, this once. */
export function NewTokenForm() {
  const { t } = useTranslation();
  const offered = useUser()?.token_scopes ?? [];
  const [scopes, setScopes] = useState<Scope[]>(offered.slice(0, 1));
  const create = useCreateToken();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const sent = new FormData(form);
    const wanted = { name: textOf(sent, "name"), days: numberOf(sent, "days"), scopes };
    create.mutate(wanted, {
      onSuccess: ({ key }) => {
        keepFreshToken(key);
        form.reset();
      },
    });
  };
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="new-token">
      <Title order={2} size="h3" id="new-token" mb="md">
        {t("tokens.new")}
      </Title>
      <form onSubmit={submit}>
        <Stack align="flex-start">
          <TextInput
            name="name"
            label={t("tokens.name")}
            maxLength={100}
            required
            maw="100%"
            w="24rem"
          />
          <ScopesField offered={offered} chosen={scopes} onChange={setScopes} />
          <NativeSelect
            name="days"
            label={t("tokens.lasts")}
            defaultValue={USUAL_DAYS}
            data={DAYS.map((days) => ({
              value: `${days}`,
              label: t("tokens.days", { count: days }),
            }))}
          />
          <ErrorNote error={create.error} />
          <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
            {t("tokens.create")}
          </Button>
        </Stack>
      </form>
      {create.data !== undefined && <FreshToken token={create.data} />}
    </Paper>
  );
}
