import { SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Field {
  value: string;
  set: (value: string) => void;
}

/** Whose turn it is when much waits, and when to stop spending. */
export function AdvancedFields({ priority, budget }: { priority: Field; budget: Field }) {
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
        onChange={(event) => budget.set(event.currentTarget.value)}
      />
    </SimpleGrid>
  );
}
