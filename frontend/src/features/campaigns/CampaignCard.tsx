import { Badge, Button, Group, Paper, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Campaign } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { ErrorNote } from "@/components/ErrorNote";
import { History } from "@/components/History";

import { useCloseCampaign } from "./api/close-campaign";
import { CampaignTools } from "./CampaignTools";
import { LanguageProgressList } from "./LanguageProgressList";

export function CampaignCard({ slug, campaign }: { slug: string; campaign: Campaign }) {
  const { t } = useTranslation();
  const close = useCloseCampaign(slug);
  const [asking, setAsking] = useState(false);
  const open = campaign.state === "open";
  const closed = campaign.state === "closed";
  return (
    <Paper withBorder p="lg" component="article">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h3">
            <bdi>{campaign.name}</bdi>
          </Title>
          <Text c="dimmed">
            {t(`campaigns.kind_${campaign.kind}`)} ·{" "}
            {t("campaigns.votes_each", { count: campaign.votes_per_item })}
          </Text>
        </div>
        <Group>
          <Badge color={open ? "teal" : "gray"} variant="dot">
            {t(`campaigns.state_${campaign.state}`)}
          </Badge>
          <Button
            component={Link}
            to={`/d/${slug}/campaigns/${campaign.id}/recruit`}
            variant="default"
          >
            {t("recruit.open")}
          </Button>
          {campaign.kind === "listening" && campaign.backend === "built_in" && (
            <Button
              component={Link}
              to={`/d/${slug}/campaigns/${campaign.id}/controls`}
              variant="default"
            >
              {t("controls.open")}
            </Button>
          )}
          {!closed && (
            <Button variant="default" loading={close.isPending} onClick={() => setAsking(true)}>
              {t("campaigns.close")}
            </Button>
          )}
        </Group>
      </Group>
      <ErrorNote error={close.error} />
      <LanguageProgressList progress={campaign.progress} />
      <CampaignTools slug={slug} campaign={campaign} />
      <History slug={slug} of="campaign" id={campaign.id} />
      {campaign.backend === "label_studio" && (
        <History slug={slug} of="project" id={campaign.id} label={t("history.projects")} />
      )}
      <Dialog title={t("campaigns.close_ask")} opened={asking} onClose={() => setAsking(false)}>
        <Text mb="md">{t("campaigns.close_means")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("common.cancel")}
          </Button>
          <Button
            onClick={() => {
              close.mutate(campaign.id);
              setAsking(false);
            }}
          >
            {t("campaigns.close")}
          </Button>
        </Group>
      </Dialog>
    </Paper>
  );
}
