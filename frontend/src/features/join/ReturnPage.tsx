import { Button, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";

import { ApiError } from "@/api/client";
import { ErrorNote } from "@/components/ErrorNote";

import { useReturn } from "./api/invites";
import { Landing } from "./Landing";

/** A private link leads here. A press signs in: programs that look at links press nothing. */
export default function ReturnPage({ controls }: { controls: ReactNode }) {
  const { t } = useTranslation();
  const key = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const back = useReturn();
  const enter = () => back.mutate(key, { onSuccess: () => void navigate("/", { replace: true }) });
  const unknown = back.error instanceof ApiError && back.error.code === "return_link_unknown";
  return (
    <Landing title={t("join.back_title")} controls={controls}>
      {unknown ? (
        <Text role="alert">{t("join.back_unknown")}</Text>
      ) : (
        <>
          <ErrorNote error={back.error} />
          <Button size="lg" loading={back.isPending} onClick={enter}>
            {t("login.sign_in")}
          </Button>
        </>
      )}
    </Landing>
  );
}
