import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { sessionQuery } from "@/api/session";
import type { Joined } from "@/api/types";
import { CopyButton } from "@/components/CopyButton";

import classes from "./Landing.module.css";
import { workPath } from "./lib";

/** The person is in. A private link is shown this once, so it must be kept before going on. */
export function Welcome({ joined }: { joined: Joined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [kept, setKept] = useState(joined.return_link === null);
  const begin = () => {
    client.removeQueries({ queryKey: ["work"] });
    client.setQueryData(sessionQuery.queryKey, { user: joined.user });
    void navigate(workPath(joined), { replace: true });
  };
  return (
    <Stack>
      <Text size="lg">{t("join.thanks")}</Text>
      {joined.return_link !== null && (
        <>
          <Text fw={600}>{t("join.keep_link")}</Text>
          <Group wrap="nowrap" align="flex-start">
            <Text component="code" dir="ltr" ff="monospace" className={classes.link ?? ""}>
              {joined.return_link}
            </Text>
            <CopyButton text={joined.return_link} />
          </Group>
          <Checkbox
            size="md"
            label={t("join.kept")}
            checked={kept}
            onChange={(event) => setKept(event.currentTarget.checked)}
          />
        </>
      )}
      <Button size="lg" disabled={!kept} onClick={begin}>
        {t("work.start")}
      </Button>
    </Stack>
  );
}
