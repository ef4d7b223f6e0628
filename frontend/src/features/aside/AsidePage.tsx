import { NativeSelect, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import { useDataset } from "@/api/datasets";
import { useLanguagesAmong } from "@/api/languages";
import { EmptyState } from "@/components/EmptyState";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useSetAside } from "./api/get-set-aside";
import { AsideCard } from "./AsideCard";

/** What failed its checks in every attempt. */
export function AsidePage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const { languages } = useDataset(slug);
  const known = useLanguagesAmong(languages);
  const [address, setAddress] = useSearchParams();
  const language = address.get("language") ?? "";
  const recordings = useSetAside(slug, language);
  const rows = recordings.data ?? [];
  return (
    <>
      <PageTitle title={t("aside.title")} lead={t("aside.lead")} />
      <Stack>
        <NativeSelect
          label={t("common.language")}
          maw="20rem"
          value={language}
          data={[
            { value: "", label: t("common.all") },
            ...known.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            setAddress(value === "" ? {} : { language: value }, { replace: true })
          }
        />
        <ErrorNote
          error={recordings.isFetchNextPageError ? null : recordings.error}
          onRetry={() => void recordings.refetch()}
        />
        {recordings.isPending && <Loading />}
        {recordings.isSuccess && rows.length === 0 && (
          <EmptyState title={t("aside.empty_title")} teaches={t("aside.empty_teaches")} />
        )}
        {rows.map((recording) => (
          <AsideCard key={recording.id} slug={slug} recording={recording} />
        ))}
        <ShowMore list={recordings} shown={rows.length} />
      </Stack>
    </>
  );
}
