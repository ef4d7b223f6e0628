import { Alert, NativeSelect, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Backend } from "@/api/types";
import { ErrorNote } from "@/components/ErrorNote";

import { useConnections } from "../api/label-studio";
import { ConnectForm } from "./ConnectForm";
import { ConnectionTest } from "./ConnectionTest";

interface Props {
  value: Backend;
  onChange: (backend: Backend) => void;
}

/** Where raters work; what Label Studio lacks is said before it is chosen for good. */
export function BackendField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const there = value === "label_studio";
  const { data, error } = useConnections(there);
  const connection = data?.results.find((one) => one.is_default) ?? data?.results[0];
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t("label_studio.backend")}
        value={value}
        data={[
          { value: "built_in", label: t("label_studio.built_in") },
          { value: "label_studio", label: t("label_studio.label_studio") },
        ]}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === "label_studio" ? "label_studio" : "built_in")
        }
      />
      {there && (
        <Alert color="yellow">
          <Text mb="xs">{t("label_studio.means")}</Text>
          <Text mb="xs">{t("label_studio.lacks")}</Text>
          {connection !== undefined && (
            <>
              <Text mb="xs">
                {t("label_studio.connected", { name: connection.name, url: connection.url })}
              </Text>
              <ConnectionTest id={connection.id} />
            </>
          )}
          {data?.results.length === 0 && <Text mb="xs">{t("label_studio.none")}</Text>}
          <ConnectForm />
          <ErrorNote error={error} />
        </Alert>
      )}
    </Stack>
  );
}
