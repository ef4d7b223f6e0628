import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";

import { useConnect } from "../api/label-studio";

const EMPTY = { name: "", url: "", token: "" };

/** Stands inside the form of a campaign, so it is no form of its own. */
export function ConnectForm() {
  const { t } = useTranslation();
  const connect = useConnect();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(EMPTY);
  const set = (field: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) =>
    setTyped({ ...typed, [field]: event.currentTarget.value });
  const done = () => {
    setOpen(false);
    setTyped(EMPTY);
  };
  if (!open) {
    return (
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {t("label_studio.connect")}
      </Button>
    );
  }
  return (
    <Stack gap="xs">
      <TextInput label={t("label_studio.name")} value={typed.name} onChange={set("name")} />
      <TextInput
        label={t("label_studio.url")}
        type="url"
        dir="ltr"
        value={typed.url}
        onChange={set("url")}
      />
      <PasswordInput
        label={t("label_studio.token")}
        description={t("label_studio.token_means")}
        autoComplete="off"
        value={typed.token}
        onChange={set("token")}
      />
      <ErrorNote error={connect.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={done}>
          {t("common.cancel")}
        </Button>
        <Button
          loading={connect.isPending}
          onClick={() => connect.mutate(typed, { onSuccess: done })}
        >
          {t("label_studio.save")}
        </Button>
      </Group>
    </Stack>
  );
}
