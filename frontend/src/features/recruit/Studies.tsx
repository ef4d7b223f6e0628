import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Campaign, Study } from "@/api/types";
import { Dialog } from "@/components/Dialog";
import { EmptyState } from "@/components/EmptyState";
import { LanguageName } from "@/components/LanguageName";
import { ShowMore } from "@/components/ShowMore";

import { useStudies } from "./api/studies";
import { landingAddress } from "./choices";
import { CopyLine } from "./CopyLine";
import { Section } from "./Section";
import { StudyForm } from "./StudyForm";

export function Studies({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const studies = useStudies(campaign.id);
  const [editing, setEditing] = useState<Study | "new" | null>(null);
  const close = () => setEditing(null);
  const none = studies.data.length === 0;
  const add = <Button onClick={() => setEditing("new")}>{t("recruit.study_add")}</Button>;
  const address = (
    <div>
      <Text size="sm">{t("recruit.study_address")}</Text>
      <CopyLine text={landingAddress(location.origin, campaign.id)} />
    </div>
  );
  if (campaign.protocol === null)
    return (
      <Section title={t("recruit.prolific")} lead={t("recruit.prolific_lead")}>
        <EmptyState
          title={t("recruit.study_no_sessions")}
          teaches={t("recruit.study_no_sessions_teach")}
        />
      </Section>
    );
  return (
    <Section
      title={t("recruit.prolific")}
      lead={t("recruit.prolific_lead")}
      action={none ? null : add}
    >
      {none && (
        <EmptyState title={t("recruit.studies_none")} teaches={t("recruit.studies_teach")}>
          {address}
          {add}
        </EmptyState>
      )}
      {!none && address}
      <Stack gap="xs">
        {studies.data.map((study) => (
          <StudyCard key={study.id} study={study} onChange={() => setEditing(study)} />
        ))}
      </Stack>
      <ShowMore list={studies} shown={studies.data.length} />
      <Dialog title={t("recruit.study_add")} opened={editing === "new"} onClose={close}>
        <StudyForm campaign={campaign} study={null} onSaved={close} />
      </Dialog>
      <Dialog
        title={t("recruit.study_change")}
        opened={editing !== null && editing !== "new"}
        onClose={close}
      >
        {editing !== null && editing !== "new" && (
          <StudyForm campaign={campaign} study={editing} onSaved={close} />
        )}
      </Dialog>
    </Section>
  );
}

function StudyCard({ study, onChange }: { study: Study; onChange: () => void }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <div>
          <Text fw={600}>
            <bdi dir="ltr">{study.study_id}</bdi> · <LanguageName code={study.language} />
          </Text>
          <Text size="sm" c="dimmed">
            {t("recruit.study_pays", { count: study.sessions ?? 1 })} ·{" "}
            {t("recruit.study_rejects", { count: study.failed_checks_to_reject ?? 2 })}
          </Text>
        </div>
        <Button variant="default" onClick={onChange}>
          {t("recruit.study_change")}
        </Button>
      </Group>
    </Paper>
  );
}
