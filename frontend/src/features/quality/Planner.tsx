import { Button, Group, Paper, Text, TextInput, Title } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { useNumbers } from "@/lib/numbers";

import { usePlan } from "./api/get-plan";

const fields = ["width", "raters", "items"] as const;
const bounds = {
  width: { min: 0.01, max: 4, step: 0.01 },
  raters: { min: 2, max: 1000, step: 1 },
  items: { min: 2, max: 1_000_000, step: 1 },
};

/** How many votes a campaign needs for an interval as narrow as wanted. */
export function Planner({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { count, decimal } = useNumbers();
  const [wish, setWish] = useState({ width: "0.6", raters: "20", items: "40" });
  const plan = usePlan(slug);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const { width, raters, items } = wish;
    plan.mutate({ width: Number(width), raters: Number(raters), items: Number(items) });
  };
  const found = plan.data?.plan;
  return (
    <Paper withBorder p="md" component="form" onSubmit={send}>
      <Title order={2} size="h3" mb="xs">
        {t("quality.plan_title")}
      </Title>
      <Group align="flex-end">
        {fields.map((field) => (
          <TextInput
            key={field}
            type="number"
            required
            {...bounds[field]}
            label={t(`quality.plan_${field}`)}
            value={wish[field]}
            onChange={(event) => setWish({ ...wish, [field]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" variant="default" loading={plan.isPending}>
          {t("quality.plan_ask")}
        </Button>
      </Group>
      <ErrorNote error={plan.error} />
      <Text role="status" mt="xs">
        {found === null && t("quality.plan_none")}
        {found &&
          t("quality.plan_found", {
            each: count(found.votes_per_item),
            votes: count(found.votes),
            width: decimal(found.width, 2),
          })}
      </Text>
    </Paper>
  );
}
