import { Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { PageTitle } from "@/components/PageTitle";

import { Snippets } from "./Snippets";
import { SplitTable } from "./SplitTable";
import { Tokens } from "./Tokens";

/** The splits of a dataset and how to pull them into a program. */
export function SplitsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const [key, setKey] = useState<string | null>(null);
  return (
    <>
      <PageTitle title={t("splits.title")} lead={t("splits.lead")} />
      <Stack gap="xl">
        <SplitTable slug={slug} />
        <Tokens fresh={key} onCreated={setKey} />
        <Snippets slug={slug} token={key} />
      </Stack>
    </>
  );
}
