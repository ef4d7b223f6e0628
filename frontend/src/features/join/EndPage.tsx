import { Button, Group, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import type { Submission } from "@/api/types";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";

import { submissionQuery } from "./api/prolific";
import classes from "./Landing.module.css";
import { END, partOf, safeReturn, workPath } from "./lib";

/** A participant's last page: the completion code that belongs to what happened. */
export default function EndPage() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(submissionQuery(partOf(END, useSearchParams()[0])));
  if (data.outcome === "")
    return (
      <EmptyState title={t("prolific.not_over")} teaches={t("prolific.not_over_means")}>
        <Button component={Link} to={workPath(data)}>
          {t("work.go_on")}
        </Button>
      </EmptyState>
    );
  return (
    <EmptyState title={t("prolific.over")} teaches={t(`prolific.${data.outcome}`)}>
      <Way submission={data} />
    </EmptyState>
  );
}

function Way({ submission: { code, return_address } }: { submission: Submission }) {
  const { t } = useTranslation();
  const address = safeReturn(return_address);
  if (code === "" || address === null) return <Text fw={600}>{t("prolific.return_it")}</Text>;
  return (
    <Stack>
      <Button component="a" href={address} size="lg" rel="noreferrer">
        {t("prolific.to_prolific")}
      </Button>
      <div>
        <Text>{t("prolific.code")}</Text>
        <Group>
          <Text component="code" dir="ltr" ff="monospace" className={classes.code ?? ""}>
            {code}
          </Text>
          <CopyButton text={code} />
        </Group>
      </div>
    </Stack>
  );
}
