import { Anchor, Button, Paper, SimpleGrid, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useDatasets } from "@/api/datasets";
import { useUser } from "@/api/session";
import { Dialog } from "@/components/Dialog";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { NewDatasetForm } from "./NewDatasetForm";

export function DatasetsPage() {
  const { t } = useTranslation();
  const datasets = useDatasets();
  const [creating, setCreating] = useState(false);
  const add = useUser()?.role !== "researcher" && (
    <Button onClick={() => setCreating(true)}>{t("datasets.create")}</Button>
  );
  return (
    <>
      <PageTitle title={t("datasets.title")} lead={t("datasets.lead")}>
        {add}
      </PageTitle>
      {datasets.data.length === 0 && (
        <EmptyState title={t("datasets.empty_title")} teaches={t("datasets.empty_teaches")} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {datasets.data.map((dataset) => (
          <Paper key={dataset.slug} withBorder p="lg">
            <Title order={2} size="h3">
              <Anchor component={Link} to={`/d/${dataset.slug}`} inherit>
                <bdi>{dataset.name}</bdi>
              </Anchor>
            </Title>
            <Text>
              <bdi>{dataset.description}</bdi>
            </Text>
            <Text size="sm" c="dimmed" mt="xs">
              {t("datasets.languages", { count: dataset.languages.length })} · {dataset.licence}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      <ShowMore list={datasets} shown={datasets.data.length} />
      <Dialog title={t("datasets.create")} opened={creating} onClose={() => setCreating(false)}>
        <NewDatasetForm onCreated={() => setCreating(false)} />
      </Dialog>
    </>
  );
}
