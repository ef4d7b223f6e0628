import { Alert, Anchor, Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { get, post } from "@/api/client";
import { useLanguages } from "@/api/languages";
import { ErrorNote } from "@/components/ErrorNote";
import { Loading } from "@/components/Loading";

import { Dry } from "../dry";
import { PathFrame } from "../path/PathFrame";
import { PreviewScreen } from "./PreviewScreen";
import { screensOf } from "./screens";

/** The whole way of a rater for a manager: every screen works, nothing is recorded. */
export default function PreviewPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { campaign: id, language = "" } = useParams();
  const campaign = Number(id);
  const [at, setAt] = useState(0);
  const languages = useLanguages();
  const path = { id: campaign };
  const shown = useQuery({
    queryKey: ["preview", campaign, language],
    queryFn: () => post("/api/v1/campaigns/{id}/preview/", { path, body: { language } }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const asked = useQuery({
    queryKey: ["campaign", campaign],
    queryFn: () => get("/api/v1/campaigns/{id}/", { path }),
  });
  const screens = shown.data ? screensOf(shown.data) : [];
  const screen = screens[at];
  const next = () => setAt((now) => Math.min(now + 1, screens.length - 1));
  const open = (code: string) => {
    setAt(0);
    void navigate(`/preview/${campaign}/${code}`);
  };
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.endonym ?? code;
  return (
    <Dry value={true}>
      <Stack>
        <Alert color="teal">
          <Text fw={600} mb={4}>
            {t("preview.note")}
          </Text>
          <Group justify="space-between" align="flex-end">
            <NativeSelect
              label={t("preview.language")}
              value={language}
              data={(asked.data?.languages ?? [language]).map((code) => ({
                value: code,
                label: nameOf(code),
              }))}
              onChange={(event) => open(event.currentTarget.value)}
            />
            <Group>
              {asked.data !== undefined && (
                <Anchor href={`/d/${asked.data.dataset}/campaigns`}>{t("preview.leave")}</Anchor>
              )}
              <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
                {t("preview.back")}
              </Button>
              <Button variant="default" disabled={at + 1 >= screens.length} onClick={next}>
                {t("path.next")}
              </Button>
            </Group>
          </Group>
        </Alert>
        <ErrorNote error={shown.error} onRetry={() => void shown.refetch()} />
        {shown.isPending && <Loading />}
        {screen !== undefined && shown.data !== undefined && (
          <PathFrame language={language} steps={shown.data.steps} step={screen.step}>
            <PreviewScreen
              key={`${language} ${at}`}
              screen={screen}
              language={language}
              onNext={next}
            />
          </PathFrame>
        )}
      </Stack>
    </Dry>
  );
}
