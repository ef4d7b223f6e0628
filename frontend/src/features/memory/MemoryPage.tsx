import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useUser } from "@/api/session";
import { EmptyState } from "@/components/EmptyState";
import { PageTitle } from "@/components/PageTitle";

import { useMemoryLanguages } from "./api/get-memory";
import { MemoryTable } from "./MemoryTable";

/** What is remembered of earlier translations, and how often it spared the work. */
export function MemoryPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const languages = useMemoryLanguages(slug);
  const manages = useUser()?.role !== "researcher";
  return (
    <>
      <PageTitle title={t("memory.title")} lead={t("memory.lead")} />
      {languages.length === 0 ? (
        <EmptyState title={t("memory.empty_title")} teaches={t("memory.empty_teaches")}>
          {manages && (
            <Anchor component={Link} to={`/d/${slug}/import`}>
              {t("overview.go_import")}
            </Anchor>
          )}
        </EmptyState>
      ) : (
        <MemoryTable slug={slug} languages={languages} />
      )}
    </>
  );
}
