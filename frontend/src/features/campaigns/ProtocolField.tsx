import { Button, NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";

import { useProtocols } from "./api/protocols";
import { ProtocolForm } from "./ProtocolForm";

interface Props {
  slug: string;
  value: number | null;
  onChange: (protocol: number | null) => void;
}

/** How raters are asked: clip after clip at once, or by a protocol that is here or made now. */
export function ProtocolField({ slug, value, onChange }: Props) {
  const { t } = useTranslation();
  const { data, error } = useProtocols(slug);
  const [making, setMaking] = useState(false);
  const known = (data?.results ?? []).map(({ id, name, version }) => ({
    value: String(id),
    label: t("protocol.named", { name, version }),
  }));
  const made = (id: number) => {
    setMaking(false);
    onChange(id);
  };
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t("protocol.protocol")}
        description={t("protocol.means")}
        value={value === null ? "" : String(value)}
        data={[{ value: "", label: t("protocol.light") }, ...known]}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === "" ? null : Number(currentTarget.value))
        }
      />
      <ErrorNote error={error} />
      {making ? (
        <ProtocolForm slug={slug} onMade={made} onCancel={() => setMaking(false)} />
      ) : (
        <Button variant="subtle" onClick={() => setMaking(true)}>
          {t("protocol.create")}
        </Button>
      )}
    </Stack>
  );
}
