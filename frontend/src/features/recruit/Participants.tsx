import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Campaign } from "@/api/types";
import { EmptyState } from "@/components/EmptyState";
import { ShowMore } from "@/components/ShowMore";

import { fileOf, useParticipants } from "./api/participants";
import { ParticipantTable } from "./ParticipantTable";
import { Section } from "./Section";

const FILES = ["all", "approve", "reject"] as const;

export function Participants({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const participants = useParticipants(campaign.id);
  const none = participants.data.length === 0;
  return (
    <Section title={t("recruit.participants")} lead={t("recruit.participants_lead")}>
      {none ? (
        <EmptyState
          title={t("recruit.participants_none")}
          teaches={t("recruit.participants_teach")}
        />
      ) : (
        <>
          <Group>
            {FILES.map((part) => (
              <Button
                key={part}
                component="a"
                href={fileOf(campaign.id, part)}
                download
                variant={part === "all" ? "filled" : "default"}
              >
                {t(`recruit.file_${part}`)}
              </Button>
            ))}
          </Group>
          <ParticipantTable participants={participants.data} />
        </>
      )}
      <ShowMore list={participants} shown={participants.data.length} />
    </Section>
  );
}
