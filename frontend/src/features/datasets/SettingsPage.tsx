import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { History } from "@/components/History";
import { PageTitle } from "@/components/PageTitle";

import { SettingsForm } from "./SettingsForm";
import { SpeakersForm } from "./SpeakersForm";

interface Props {
  /** The state of the dataset's files; it belongs to another feature. */
  aside: ReactNode;
}

export function SettingsPage({ aside }: Props) {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  return (
    <>
      <PageTitle title={t("settings.title")} lead={t("settings.lead")} />
      <Stack gap="xl">
        <SettingsForm key={slug} slug={slug} />
        <SpeakersForm slug={slug} />
        {aside}
        <History slug={slug} of="dataset" label={t("history.dataset")} />
        <History slug={slug} of="connection" label={t("history.connections")} />
      </Stack>
    </>
  );
}
