import { Anchor, Button, Group, Paper, Text, Title } from "@mantine/core";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { fetched } from "@/components/fetched";
import { Loading } from "@/components/Loading";

import { cardLink, croissantLink, useCard } from "./api/get-card";

const CardText = fetched("default", () => import("./CardText"));

interface Props {
  slug: string;
  name: string;
}

/** The release's card for people and its description for programs. */
export function DataCard({ slug, name }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="card">
      <Title order={2} size="h3" id="card" mb="xs">
        {t("release_card.card")}
      </Title>
      <Text>{t("release_card.card_lead")}</Text>
      <Group mt="sm">
        <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "release_card.hide" : "release_card.read")}
        </Button>
        <Anchor href={cardLink(slug, name)} download={`${slug}-${name}.md`}>
          {t("release_card.markdown")}
        </Anchor>
        <Anchor href={croissantLink(slug, name)} download="croissant.json">
          {t("release_card.croissant")}
        </Anchor>
      </Group>
      {open && <Card slug={slug} name={name} />}
    </Paper>
  );
}

function Card({ slug, name }: Props) {
  const card = useCard(slug, name);
  return (
    <>
      <ErrorNote error={card.error} onRetry={() => void card.refetch()} />
      {card.isPending && <Loading />}
      {card.data !== undefined && (
        <Suspense fallback={<Loading />}>
          <CardText card={card.data} />
        </Suspense>
      )}
    </>
  );
}
