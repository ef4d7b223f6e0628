import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";

import type { RaterAtWork } from "@/api/types";
import { LanguageName } from "@/components/LanguageName";

import { useNames } from "./use-names";

/** A person and a language; leads to this page about the person alone. */
export function PersonLabel({ slug, row }: { slug: string; row: RaterAtWork }) {
  const names = useNames();
  return (
    <>
      <Anchor component={Link} to={`/d/${slug}/raters?rater=${row.rater}`}>
        <bdi>{names.person(row)}</bdi>
      </Anchor>
      <Text size="sm" c="dimmed">
        <LanguageName code={row.language} />
      </Text>
    </>
  );
}
