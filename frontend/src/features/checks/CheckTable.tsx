import { Anchor, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLanguages } from "@/api/languages";
import { SaveChart } from "@/components/charts/SaveChart";
import { ScrollRegion } from "@/components/ScrollRegion";
import { Section } from "@/components/Section";
import { useNumbers } from "@/lib/numbers";
import { useServerWords } from "@/lib/server-words";

import classes from "./CheckTable.module.css";
import { type Chosen, pageOf } from "./filter";
import { cellsOf, type Rate, type Table as Rates } from "./rates";

interface Props {
  slug: string;
  chosen: Chosen;
  rates: Rates;
}

/** Checks by language: the share that fails, and the way to why. */
export function CheckTable({ slug, chosen, rates }: Props) {
  const { t } = useTranslation();
  const words = useServerWords();
  const title = t("checks.by_language");
  const names = new Map(useLanguages().map(({ code, name }) => [code, name]));
  const met = new Set([...rates.values()].flatMap((row) => [...row.keys()]));
  // In the order in which languages stand everywhere.
  const languages = [...names.keys()].filter((code) => met.has(code));
  return (
    <Section title={title} lead={t("checks.by_language_lead")}>
      <ScrollRegion label={title}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" className={classes.check ?? ""}>
                {t("checks.check")}
              </Table.Th>
              {languages.map((language) => (
                <Table.Th key={language} scope="col" ta="end">
                  {names.get(language) ?? language}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...rates].map(([check, row]) => (
              <Table.Tr key={check}>
                <Table.Th scope="row" className={classes.check ?? ""}>
                  <bdi>{words.check(check)}</bdi>
                </Table.Th>
                {languages.map((language) => (
                  <Table.Td key={language} ta="end" className={classes.cell ?? ""}>
                    <RateCell
                      rate={row.get(language)}
                      to={pageOf({ ...chosen, check, language })}
                      label={`${words.check(check)}, ${names.get(language) ?? language}`}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      <SaveChart
        name={`${slug}.rejections.by-language`}
        rows={() => cellsOf(rates)}
        label={title}
      />
    </Section>
  );
}

function RateCell({ rate, to, label }: { rate: Rate | undefined; to: string; label: string }) {
  const { rate: write, count } = useNumbers();
  if (rate === undefined) return "–";
  if (rate.failed === 0) return <Text c="dimmed">0</Text>;
  const shown = `${write(rate.failed / rate.total)} (${count(rate.failed)})`;
  return (
    <Anchor component={Link} to={to} aria-label={`${label}: ${shown}`} underline="always">
      {shown}
    </Anchor>
  );
}
