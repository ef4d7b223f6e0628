import { Button, Code, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { CopyButton } from "@/components/CopyButton";
import { ErrorNote } from "@/components/ErrorNote";

import { useInvite } from "../api/label-studio";

/** Makes an account there for somebody of the studio; the password is shown this once. */
export function Invite() {
  const { t } = useTranslation();
  const invite = useInvite();
  const [username, setUsername] = useState("");
  const [email, setEmail] = useState("");
  const made = invite.data;
  return (
    <div>
      <Group align="end">
        <TextInput
          label={t("label_studio.username")}
          value={username}
          onChange={({ currentTarget }) => setUsername(currentTarget.value)}
        />
        <TextInput
          label={t("label_studio.email")}
          type="email"
          dir="ltr"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <Button
          variant="default"
          loading={invite.isPending}
          disabled={username === ""}
          onClick={() => invite.mutate({ username, email })}
        >
          {t("label_studio.invite")}
        </Button>
      </Group>
      <ErrorNote error={invite.error} />
      <div role="status">
        {made !== undefined && (
          <>
            <Text mt="xs">
              {t(made.password === "" ? "label_studio.invited_before" : "label_studio.invited", {
                url: made.url,
                email: made.email,
              })}
            </Text>
            {made.password !== "" && (
              <Group>
                <Code>{made.password}</Code>
                <CopyButton text={made.password} />
              </Group>
            )}
          </>
        )}
      </div>
    </div>
  );
}
