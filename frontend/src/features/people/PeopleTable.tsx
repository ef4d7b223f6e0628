import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Member } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";
import { ScrollRegion } from "@/components/ScrollRegion";

const roles = ["admin", "manager", "rater", "researcher"] as const;

export function PeopleTable({ people }: { people: Member[] }) {
  const { t } = useTranslation();
  const roleName = (role: string) => {
    const known = roles.find((name) => name === role);
    return known === undefined ? role : t(`people.role_${known}`);
  };
  return (
    <ScrollRegion label={t("people.title")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("people.name")}</Table.Th>
            <Table.Th scope="col">{t("people.role")}</Table.Th>
            <Table.Th scope="col">{t("people.speaks")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <bdi>{person.display_name || person.username}</bdi>
                <Text size="sm" c="dimmed">
                  <bdi>{person.username}</bdi>
                </Text>
              </Table.Td>
              <Table.Td>{roleName(person.role)}</Table.Td>
              <Table.Td>
                {person.languages.map((code) => (
                  <div key={code}>
                    <LanguageName code={code} />
                  </div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}
