import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useRevokeToken, useTokens } from "./api/tokens";
import { NewTokenForm } from "./NewTokenForm";
import { TokenCard } from "./TokenCard";

/** A person's keys for programs: made, seen in use, taken back. */
export function TokensPage() {
  const { t } = useTranslation();
  const tokens = useTokens();
  const active = tokens.data.filter(({ revoked_at }) => revoked_at === null);
  const revoke = useRevokeToken();
  return (
    <>
      <PageTitle title={t("tokens.title")} lead={t("tokens.lead")} />
      <Stack gap="xl">
        <NewTokenForm />
        <Stack component="section" aria-labelledby="active-tokens">
          <Title order={2} size="h3" id="active-tokens">
            {t("tokens.active")}
          </Title>
          <ErrorNote error={revoke.error} />
          {active.length === 0 && (
            <EmptyState title={t("tokens.none")} teaches={t("tokens.none_teaches")} />
          )}
          {active.map((token) => (
            <TokenCard key={token.id} token={token} onRevoke={() => revoke.mutate(token.id)} />
          ))}
          <ShowMore list={tokens} shown={active.length} />
        </Stack>
      </Stack>
    </>
  );
}
