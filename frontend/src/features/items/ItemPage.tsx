import { Anchor, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { PageTitle } from "@/components/PageTitle";
import { useSplitName } from "@/lib/splits";

import { useItem } from "./api/get-item";
import { VersionCard } from "./VersionCard";

/** One item in every language: text, voice, checks, votes. */
export function ItemPage() {
  const { t } = useTranslation();
  const { slug = "", id = "" } = useParams();
  const item = useItem(slug, id);
  const splitName = useSplitName();
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/items`}>
        {t("items.back")}
      </Anchor>
      <PageTitle title={t("items.one", { id: item.external_id })} />
      <Text c="dimmed" mb="md">
        {item.source} · {splitName(item.split, item.in_bench)}
      </Text>
      <Stack>
        {item.versions.map((version) => (
          <VersionCard key={version.language} version={version} />
        ))}
      </Stack>
    </>
  );
}
