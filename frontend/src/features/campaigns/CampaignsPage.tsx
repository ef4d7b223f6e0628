import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { Dialog } from "@/components/Dialog";
import { EmptyState } from "@/components/EmptyState";
import { History } from "@/components/History";
import { PageTitle } from "@/components/PageTitle";
import { ShowMore } from "@/components/ShowMore";

import { useBenchLoops } from "./api/bench-loops";
import { useCampaigns } from "./api/get-campaigns";
import { LoopCard } from "./bench-loop/LoopCard";
import { NewLoopForm } from "./bench-loop/NewLoopForm";
import { CampaignCard } from "./CampaignCard";
import { NewCampaignForm } from "./NewCampaignForm";

export function CampaignsPage() {
  const { t } = useTranslation();
  const { slug = "" } = useParams();
  const campaigns = useCampaigns(slug);
  const loops = useBenchLoops(slug);
  const [creating, setCreating] = useState<"campaign" | "loop" | null>(null);
  const close = () => setCreating(null);
  const open = (
    <Group>
      <Button variant="default" onClick={() => setCreating("loop")}>
        {t("bench_loop.open")}
      </Button>
      <Button onClick={() => setCreating("campaign")}>{t("campaigns.create")}</Button>
    </Group>
  );
  return (
    <>
      <PageTitle title={t("campaigns.title")} lead={t("campaigns.lead")}>
        {campaigns.data.length > 0 && open}
      </PageTitle>
      <Stack>
        {campaigns.data.length === 0 && (
          <EmptyState title={t("campaigns.empty_title")} teaches={t("campaigns.empty_teaches")}>
            {open}
          </EmptyState>
        )}
        {loops.data.map((loop) => (
          <LoopCard key={loop.id} slug={slug} loop={loop} />
        ))}
        {campaigns.data.map((campaign) => (
          <CampaignCard key={campaign.id} slug={slug} campaign={campaign} />
        ))}
        <ShowMore list={campaigns} shown={campaigns.data.length} />
        <History slug={slug} of="protocol" label={t("history.protocols")} />
      </Stack>
      <Dialog title={t("campaigns.create")} opened={creating === "campaign"} onClose={close}>
        <NewCampaignForm slug={slug} onCreated={close} />
      </Dialog>
      <Dialog title={t("bench_loop.open")} opened={creating === "loop"} onClose={close}>
        <NewLoopForm slug={slug} onStarted={close} />
      </Dialog>
    </>
  );
}
