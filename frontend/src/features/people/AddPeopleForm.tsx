import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";

import { useAddMembers } from "./api/add-members";
import { namesIn } from "./names";

export function AddPeopleForm({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const add = useAddMembers(slug);
  const names = namesIn(text);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(names, { onSuccess: () => setText("") });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <TextInput
          label={t("people.usernames")}
          description={t("people.usernames_rule")}
          autoCapitalize="none"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending} disabled={names.length === 0}>
          {t("people.add")}
        </Button>
      </Group>
      <Text role="status" size="sm" mt="xs">
        {add.isSuccess && t("people.added", { count: add.variables.length })}
      </Text>
      <ErrorNote error={add.error} />
    </form>
  );
}
