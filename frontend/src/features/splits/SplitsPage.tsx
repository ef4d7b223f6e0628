import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { PageTitle } from "@/components/PageTitle";

import { SplitSnippets } from "./SplitSnippets";
import { SplitTable } from "./SplitTable";

/** The splits of a dataset and how to pull them into a program. */
export function SplitsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  return (
    <>
      <PageTitle title={t("splits.title")} lead={t("splits.lead")} />
      <Stack gap="xl">
        <SplitTable slug={slug} />
        <SplitSnippets slug={slug} />
      </Stack>
    </>
  );
}
