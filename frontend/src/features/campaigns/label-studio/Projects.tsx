import { Anchor, Button, Group, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { LabelStudioProject } from "@/api/types";
import { Disclosure } from "@/components/Disclosure";
import { ErrorNote } from "@/components/ErrorNote";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";
import { useNumbers } from "@/lib/numbers";

import { useProjects, useSync } from "../api/label-studio";
import { Invite } from "./Invite";
import { Rejected } from "./Rejected";

const COLUMNS = [
  "language", "state", "tasks", "done", "counted", "rejected", "webhook", "reconciled",
  "differences",
] as const; // prettier-ignore

const NUMBERS = new Set<string>(["tasks", "done", "counted", "rejected", "differences"]);

/** How far the campaign's projects in Label Studio are, and how fresh that is. */
export function Projects({ campaign }: { campaign: number }) {
  const { t } = useTranslation();
  const { data, error } = useProjects(campaign);
  const sync = useSync(campaign);
  return (
    <section>
      <Group justify="space-between" mt="md">
        <Title order={3} size="h4">
          {t("label_studio.projects")}
        </Title>
        <Button variant="default" loading={sync.isPending} onClick={() => sync.mutate()}>
          {t("label_studio.sync")}
        </Button>
      </Group>
      <ErrorNote error={error ?? sync.error} />
      <ScrollRegion label={t("label_studio.projects")}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((column) => (
                <Table.Th key={column} scope="col" ta={NUMBERS.has(column) ? "end" : "start"}>
                  {t(`label_studio.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data?.map((project) => (
              <Row key={project.id} project={project} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <Rejected campaign={campaign} />
      <Disclosure label={t("label_studio.invite")}>
        <Invite />
      </Disclosure>
    </section>
  );
}

function Row({ project }: { project: LabelStudioProject }) {
  const { t } = useTranslation();
  const { count, date } = useNumbers();
  const when = (at: string | null) => (at === null ? t("label_studio.never") : date(at));
  const rejected = Object.values(project.rejected).reduce((sum, each) => sum + each, 0);
  return (
    <Table.Tr>
      <Table.Td>
        <LanguageName code={project.language} />
        {project.url !== "" && (
          <>
            {" "}
            <Anchor href={project.url} target="_blank" rel="noreferrer">
              {t("label_studio.open")}
            </Anchor>
          </>
        )}
      </Table.Td>
      <Table.Td>
        {t(`label_studio.state_${project.state}`)}
        {project.problem !== "" && (
          <Text size="sm" lang="en" dir="auto">
            {project.problem}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="end">
        {count(project.tasks)}
        {project.waiting > 0 && (
          <Text size="sm">{t("label_studio.waiting", { count: project.waiting })}</Text>
        )}
      </Table.Td>
      <Table.Td ta="end">{count(project.done)}</Table.Td>
      <Table.Td ta="end">{count(project.accepted)}</Table.Td>
      <Table.Td ta="end">{count(rejected)}</Table.Td>
      <Table.Td>{when(project.last_webhook_at)}</Table.Td>
      <Table.Td>{when(project.last_reconciled_at)}</Table.Td>
      <Table.Td ta="end">{count(project.differences)}</Table.Td>
    </Table.Tr>
  );
}
