import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { EmptyState } from "@/components/EmptyState";
import { History } from "@/components/History";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useImports } from "./api/get-imports";
import { ImportForm } from "./ImportForm";
import { ImportResult } from "./ImportResult";

export function ImportPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const runs = useImports(slug);
  return (
    <>
      <PageTitle title={t("import.title")} lead={t("import.lead")} />
      <Stack gap="xl">
        <ImportForm key={slug} slug={slug} />
        <Stack component="section" aria-labelledby="imports-so-far">
          <Title order={2} size="h3" id="imports-so-far">
            {t("import.so_far")}
          </Title>
          {runs.data.length === 0 && (
            <EmptyState title={t("import.empty_title")} teaches={t("import.empty_teaches")} />
          )}
          {runs.data.map((run) => (
            <ImportResult key={run.id} run={run} />
          ))}
          <ShowMore list={runs} shown={runs.data.length} />
          <History slug={slug} of="import" label={t("history.imports")} />
          <History slug={slug} of="source" label={t("history.sources")} />
        </Stack>
      </Stack>
    </>
  );
}
