import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";

import { useWork } from "./api/get-work";
import { WorkCard } from "./parts/WorkCard";

/** A rater's first page: what waits, by campaign and language. */
export default function WorkPage() {
  const { t } = useTranslation();
  const work = useWork();
  return (
    <>
      <PageTitle title={t("work.title")} lead={t("work.lead")} />
      <Stack>
        {work.map((entry) => (
          <WorkCard key={`${entry.campaign.id} ${entry.language}`} work={entry} />
        ))}
        {work.length === 0 && (
          <EmptyState title={t("work.empty_title")} teaches={t("work.empty_teaches")} />
        )}
      </Stack>
    </>
  );
}
