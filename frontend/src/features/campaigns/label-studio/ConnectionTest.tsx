import { Button, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/components/ErrorNote";

import { useTestConnection } from "../api/label-studio";

/** What works between the two servers, and what exactly does not. */
export function ConnectionTest({ id }: { id: number }) {
  const { t } = useTranslation();
  const test = useTestConnection();
  return (
    <div>
      <Button
        variant="default"
        size="compact-md"
        loading={test.isPending}
        onClick={() => test.mutate(id)}
      >
        {t("label_studio.test")}
      </Button>
      <ErrorNote error={test.error} />
      <List mt="xs" role="status">
        {test.data?.map(({ name, problem }) => (
          <List.Item key={name}>
            {t(`label_studio.check_${name}`)}:{" "}
            {problem === "" ? (
              t("label_studio.ok")
            ) : (
              <Text span fw={600} lang="en" dir="auto">
                {problem}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
