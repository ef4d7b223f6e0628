import { SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Field {
  value: string;
  set: (value: string) => void;
}

interface Props {
  priority: Field;
  budget: Field;
  /** What the server says against the field of this name, if anything. */
  problem: (name: string) => string | undefined;
}

/** Whose turn it is when much waits, and when to stop spending. */
export function AdvancedFields({ priority, budget, problem }: Props) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs">
      <TextInput
        type="number"
        min={-10}
        max={10}
        required
        label={t("jobs.priority")}
        description={t("jobs.priority_rule")}
        value={priority.value}
        error={problem("priority")}
        onChange={(event) => priority.set(event.currentTarget.value)}
      />
      <TextInput
        type="number"
        min={0}
        step="0.01"
        label={t("jobs.budget")}
        description={t("jobs.budget_rule")}
        placeholder={t("jobs.no_budget")}
        value={budget.value}
        error={problem("budget")}
        onChange={(event) => budget.set(event.currentTarget.value)}
      />
    </SimpleGrid>
  );
}
