import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { datasetsQuery } from "@/api/datasets";

/** No dataset has this address: it leads to the page that lists them all. */
const ALL = "*";

interface Props {
  slug: string | undefined;
  onGo: () => void;
}

export function DatasetSwitcher({ slug, onGo }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: datasets = [], hasNextPage } = useInfiniteQuery(datasetsQuery);
  const choices = datasets.map((dataset) => ({ value: dataset.slug, label: dataset.name }));
  if (slug === undefined) choices.unshift({ value: "", label: t("shell.choose") });
  else if (!choices.some(({ value }) => value === slug))
    choices.unshift({ value: slug, label: slug });
  if (hasNextPage) choices.push({ value: ALL, label: t("rail.datasets") });
  const open = (chosen: string) => {
    onGo();
    void navigate(chosen === ALL ? "/datasets" : `/d/${chosen}`);
  };
  return (
    <NativeSelect
      label={t("shell.dataset")}
      value={slug ?? ""}
      data={choices}
      onChange={(event) => open(event.currentTarget.value)}
    />
  );
}
