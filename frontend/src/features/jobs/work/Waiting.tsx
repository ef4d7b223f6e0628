import { Anchor, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Workload } from "@/api/types";
import { IntervalRows } from "@/components/charts/IntervalRows";
import { ScrollRegion } from "@/components/ScrollRegion";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";

import { linkToJobs } from "./job-links";
import { useNameOf } from "./use-words";

interface Props {
  slug: string;
  work: Workload;
}

/** What is still to do, by kind. */
export function Waiting({ slug, work }: Props) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const nameOf = useNameOf();
  return (
    <Section title={t("work.waiting")}>
      {work.waiting.length === 0 ? (
        <Text c="dimmed">{t("work.nothing_waits")}</Text>
      ) : (
        <ScrollRegion label={t("work.waiting")}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("work.kind")}</Table.Th>
                {(["units_title", "ready", "claimed"] as const).map((key) => (
                  <Table.Th key={key} scope="col" ta="end">
                    {t(`work.${key}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {work.waiting.map(({ kind, units, ready, claimed }) => (
                <Table.Tr key={kind}>
                  <Table.Th scope="row">
                    <Anchor component={Link} to={linkToJobs(slug, { of: kind })} underline="always">
                      {nameOf("kind", kind)}
                    </Anchor>
                  </Table.Th>
                  {[units, ready, claimed].map((amount, at) => (
                    <Table.Td key={at} ta="end">
                      {count(amount)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
    </Section>
  );
}

/** How much of each budget is spent. */
export function Budgets({ slug, work }: Props) {
  const { t } = useTranslation();
  const { share, money } = useNumbers();
  const nameOf = useNameOf();
  if (work.budgets.length === 0) return null;
  return (
    <Section title={t("work.budgets")} lead={t("work.budgets_lead")}>
      <IntervalRows
        domain={[0, 1]}
        ticks={[0, 0.5, 1].map((tick) => share(tick, 1))}
        rows={work.budgets.map(({ job, kind, state, cost, budget }) => {
          const spent = Number(cost ?? 0) / Number(budget);
          const number = `${money(cost ?? "0", work.currency)} / ${money(budget, work.currency)}`;
          const name = `${nameOf("kind", kind)} #${job}`;
          return {
            key: String(job),
            label: name,
            note: t(`jobs.state_${state}`),
            value: Math.min(1, spent),
            interval: null,
            number,
            words: `${name}: ${number}`,
            to: `/d/${slug}/jobs/${job}`,
          };
        })}
      />
    </Section>
  );
}
