import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { useUser } from "@/api/session";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { History } from "@/components/History";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useVoices } from "./api/get-voices";
import { VoiceCard } from "./VoiceCard";
import { VoiceForm } from "./VoiceForm";

/** The people that engines which clone speak like. */
export function VoicesPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const voices = useVoices(slug);
  const manages = useUser()?.role !== "researcher";
  const rows = voices.data ?? [];
  return (
    <>
      <PageTitle title={t("voices.title")} lead={t("voices.lead")} />
      <Stack>
        <ErrorNote
          error={voices.isFetchNextPageError ? null : voices.error}
          onRetry={() => void voices.refetch()}
        />
        {voices.isPending && <Loading />}
        {voices.isSuccess && rows.length === 0 && (
          <EmptyState title={t("voices.empty_title")} teaches={t("voices.empty_teaches")} />
        )}
        {rows.map((voice) => (
          <VoiceCard key={voice.id} slug={slug} voice={voice} manages={manages} />
        ))}
        <ShowMore list={voices} shown={rows.length} />
        {manages && <VoiceForm slug={slug} />}
        <History slug={slug} of="voice" />
      </Stack>
    </>
  );
}
