import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { ShowMore } from "@/components/ShowMore";

import { useDisputes } from "../api/disputes";
import { DisputeCard } from "./DisputeCard";

/** For a manager: where two natives disagree. Nothing where none do. */
export function DisputeSection({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const list = useDisputes(slug);
  const disputes = list.data ?? [];
  if (disputes.length === 0) return <ErrorNote error={list.error} />;
  return (
    <Stack component="section" aria-labelledby="disputes">
      <Title order={2} size="h3" id="disputes">
        {t("disputes.title")}
      </Title>
      <Text>{t("disputes.lead")}</Text>
      {disputes.map((dispute) => (
        <DisputeCard key={dispute.id} slug={slug} dispute={dispute} />
      ))}
      <ShowMore list={list} shown={disputes.length} />
    </Stack>
  );
}
