import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";
import { JobNote } from "@/components/JobNote";
import { isToldByFields } from "@/lib/problems";

import { EstimateNote } from "./EstimateNote";
import type { JobForm } from "./use-job-form";

interface Props {
  slug: string;
  form: JobForm;
  /** Names of the fields that show their own problems. */
  shown: readonly string[];
  /** What the job will do, in a sentence. */
  does: string;
  /** What is lacking where the form is not complete; without it, a language. */
  incomplete?: string | undefined;
  /** On the button. */
  label: string;
  /** What happens while it runs: "It is being frozen." */
  doing: string;
  variant?: "default" | "filled";
}

/** The end of a form that starts a job: what it will do and take, what is against it, the button. */
export function JobFoot({ slug, form, shown, label, doing, variant = "filled", ...told }: Props) {
  const { t } = useTranslation();
  const { error, refused, isUnderWay } = form;
  return (
    <>
      <EstimateNote
        {...form}
        {...told}
        error={isToldByFields(refused, shown) ? null : refused}
        refused={refused !== null}
      />
      <ErrorNote error={isToldByFields(error, shown) ? null : error} />
      <Group>
        <Button
          type="submit"
          variant={variant}
          loading={form.isPending}
          disabled={!form.ready || isUnderWay}
        >
          {label}
        </Button>
        {isUnderWay && <Text size="sm">{t("starting.under_way")}</Text>}
        <JobNote slug={slug} job={form.job}>
          {doing}
        </JobNote>
      </Group>
    </>
  );
}
